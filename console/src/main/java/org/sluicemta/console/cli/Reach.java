package org.sluicemta.console.cli;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.Optional;
import java.util.function.Function;

/** Reaches a bean of the running server, or the same bean over the database where no server runs. */
final class Reach {
    private Reach() {}

    /**
     * @param stored makes the bean over the database
     * @throws CommandFailure when the database cannot be opened either
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
        Optional<ControlPlane> running = running(home);
        if (running.isEmpty()) {
            return Optional.empty();
        }
        try (ControlPlane server = running.get()) {
            return Optional.of(action.apply(server));
        } catch (UndeclaredThrowableException e) {
            throw wentAway(home, e);
        }
    }

    private static CommandFailure wentAway(HomeOption home, UndeclaredThrowableException e) {
        return new CommandFailure(
                ExitCode.UNAVAILABLE,
                "the server in " + home.home() + " went away in the middle (" + e.getCause()
                        + "). Start it again, look at what was done, and repeat the command",
                e);
    }

    private static Optional<ControlPlane> running(HomeOption home) {
        try {
            return Optional.of(ControlPlane.connect(home.home()));
        } catch (CommandFailure notReached) {
            // None runs, or it was killed. Should one hold the database all the same, opening it says so.
            return Optional.empty();
        }
    }
}
