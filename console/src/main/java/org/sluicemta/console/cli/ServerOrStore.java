package org.sluicemta.console.cli;

import java.util.Optional;
import java.util.function.Function;

/** Reaches a bean of the running server, or the same bean over the database where no server runs. */
final class ServerOrStore {
    private ServerOrStore() {}

    /**
     * @param stored makes the bean over the database
     * @throws CommandFailure when the server does not answer, or the database cannot be opened
     */
    static <B, T> T bean(HomeOption home, Class<B> type, Function<StoredState, B> stored, Function<B, T> action) {
        Optional<T> answer = running(home, server -> action.apply(server.bean(type)));
        if (answer.isPresent()) {
            return answer.get();
        }
        try (StoredState state = StoredState.open(home)) {
            return action.apply(stored.apply(state));
        }
    }

    /** What the running server answers; empty where none runs. */
    static <T> Optional<T> running(HomeOption home, Function<ControlPlane, T> action) {
        Optional<ControlPlane> running = ControlPlane.running(ServerPlace.of(home));
        if (running.isEmpty()) {
            return Optional.empty();
        }
        try (ControlPlane server = running.get()) {
            return Optional.of(action.apply(server));
        }
    }
}
