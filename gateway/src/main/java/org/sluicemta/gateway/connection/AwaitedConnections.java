package org.sluicemta.gateway.connection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.sluicemta.gateway.connection.ConnectionPool.Dialing;

/**
 * Deliveries of a pool that wait for their connections to be opened. One that is given back may serve a delivery to the
 * same destination instead. Thread-safe; nothing is called while the lock is held.
 */
final class AwaitedConnections {
    private final Map<String, Deque<Awaited>> byDestination = new HashMap<>();

    /** @param taken the connection that the delivery gets in the end */
    record Awaited(Wanted wanted, Dialing dialing, CompletableFuture<SmtpConnection> taken) {
        private String destination() {
            return wanted.destination().key();
        }

        private boolean wouldTake(SmtpConnection connection) {
            return !wanted.avoided().contains(connection.remote())
                    && wanted.sources().contains(connection.source());
        }
    }

    synchronized Awaited add(Wanted wanted, Dialing dialing) {
        Awaited awaited = new Awaited(wanted, dialing, new CompletableFuture<>());
        byDestination
                .computeIfAbsent(awaited.destination(), same -> new ArrayDeque<>())
                .add(awaited);
        return awaited;
    }

    /** It has ended, one way or the other. */
    synchronized void remove(Awaited awaited) {
        Deque<Awaited> same = byDestination.get(awaited.destination());
        if (same != null && same.remove(awaited) && same.isEmpty()) {
            byDestination.remove(awaited.destination());
        }
    }

    /** The first delivery that may use this connection, and still can, takes it; false if there is none. */
    boolean handOn(SmtpConnection connection, String destination) {
        for (Awaited awaited : waiting(destination)) {
            if (awaited.wouldTake(connection) && awaited.dialing().giveUpWaiting()) {
                awaited.taken().complete(connection);
                return true;
            }
        }
        return false;
    }

    private synchronized List<Awaited> waiting(String destination) {
        Deque<Awaited> same = byDestination.get(destination);
        return same == null ? List.of() : List.copyOf(same);
    }
}
