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
final class Openings {
    private final Map<String, Deque<Opening>> byDestination = new HashMap<>();

    /** @param taken the connection that the delivery gets in the end */
    record Opening(Wanted wanted, Dialing dialing, CompletableFuture<SmtpConnection> taken) {
        private String destination() {
            return wanted.destination().key();
        }

        private boolean wouldTake(SmtpConnection connection) {
            return !wanted.avoided().contains(connection.remote())
                    && wanted.sources().contains(connection.source());
        }
    }

    synchronized Opening add(Wanted wanted, Dialing dialing) {
        Opening opening = new Opening(wanted, dialing, new CompletableFuture<>());
        byDestination
                .computeIfAbsent(opening.destination(), same -> new ArrayDeque<>())
                .add(opening);
        return opening;
    }

    /** It has ended, one way or the other. */
    synchronized void remove(Opening opening) {
        Deque<Opening> same = byDestination.get(opening.destination());
        if (same != null && same.remove(opening) && same.isEmpty()) {
            byDestination.remove(opening.destination());
        }
    }

    /** The first delivery that may use this connection, and still can, takes it; false if there is none. */
    boolean handOn(SmtpConnection connection, String destination) {
        for (Opening opening : waiting(destination)) {
            if (opening.wouldTake(connection) && opening.dialing().giveUpWaiting()) {
                opening.taken().complete(connection);
                return true;
            }
        }
        return false;
    }

    private synchronized List<Opening> waiting(String destination) {
        Deque<Opening> same = byDestination.get(destination);
        return same == null ? List.of() : List.copyOf(same);
    }
}
