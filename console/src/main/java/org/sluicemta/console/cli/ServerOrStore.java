package org.sluicemta.console.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.sluicemta.console.jmx.HistoryMXBean;
import org.sluicemta.console.jmx.KeysMXBean;

/** Calls a bean of the running server, or the same bean over the database if no server runs. */
final class ServerOrStore {
    private ServerOrStore() {}

    /**
     * @param stored creates the bean over the database
     * @throws CommandFailure if the server doesn't respond, or the database can't be opened
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

    /** The same with the keys, which are files. */
    static <T> T keys(HomeOption home, Function<KeysMXBean, T> action) {
        return running(home, server -> action.apply(server.bean(KeysMXBean.class)))
                .orElseGet(() -> action.apply(StoredState.keys(home)));
    }

    /** What happened to messages: from the server, or out of the index that it left. */
    static int history(HomeOption home, PrintWriter warnings, ToIntFunction<HistoryMXBean> action) {
        return running(home, server -> action.applyAsInt(server.bean(HistoryMXBean.class)))
                .orElseGet(() -> StoredHistory.search(home, warnings, action));
    }

    /** The journal of events: from the server, or its files. */
    static int journal(HomeOption home, ToIntFunction<HistoryMXBean> action) {
        return running(home, server -> action.applyAsInt(server.bean(HistoryMXBean.class)))
                .orElseGet(() -> StoredHistory.journal(home, action));
    }

    /** The running server's result; empty if none runs. */
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
