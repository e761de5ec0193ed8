package org.sluicemta.gateway.connection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.gateway.pace.SourceRotation;

/**
 * The connections of one pool to one site. Kept connections are used before new ones are opened, beginning with the
 * source whose turn it is. When the site's limit is reached, a kept connection to another destination makes room.
 * Limits over all sites are the {@link ConnectionLedger}'s. Thread-safe; nothing is called while the lock is held.
 */
public final class ConnectionPool {
    /** Opens a connection from a source to a destination. */
    public interface Dialer {
        Dialing dial(Wanted wanted, EgressSource source);
    }

    /** A connection on its way. */
    public interface Dialing {
        /** Fails with {@link FaultException}. */
        CompletableFuture<SmtpConnection> connection();

        /**
         * Ends it if it hasn't opened anything yet because others hold all the connections allowed; returns false
         * otherwise.
         */
        boolean giveUpWaiting();
    }

    private record Kept(String key, SmtpConnection connection) {}

    /** What to do for a taker: use a connection, or open one from the source, after closing another if there is one. */
    private record Decision(
            @Nullable SmtpConnection reuse, @Nullable SmtpConnection evict, EgressSource source) {}

    private final Dialer dialer;
    private final MissingSources missing;
    private final ConnectionLedger ledger;
    private final IntSupplier slots;
    private final SourceRotation rotation = new SourceRotation();
    private final Deque<Kept> idle = new ArrayDeque<>();
    /** QUIT was sent, and the channel isn't closed yet. */
    private final Deque<SmtpConnection> leaving = new ArrayDeque<>();

    private final Set<SmtpConnection> all = new HashSet<>();
    private final AwaitedConnections awaited = new AwaitedConnections();
    private boolean stopped;

    /** @param slots of the site that are out: each may use a connection */
    public ConnectionPool(Dialer dialer, MissingSources missing, ConnectionLedger ledger, IntSupplier slots) {
        this.dialer = dialer;
        this.missing = missing;
        this.ledger = ledger;
        this.slots = slots;
    }

    /** A connection to the destination, for a slot that is out; fails with {@link FaultException}. */
    public CompletionStage<SmtpConnection> take(Wanted wanted) {
        List<EgressSource> present = missing.present(wanted.sources());
        if (present.isEmpty()) {
            return CompletableFuture.failedFuture(MissingSources.none(wanted.sources()));
        }
        Decision decision = choose(wanted, present, slots.getAsInt());
        if (decision.reuse() != null) {
            return CompletableFuture.completedFuture(decision.reuse());
        }
        return makeRoom(decision.evict())
                .thenCompose(done -> dial(wanted, decision.source()))
                .exceptionallyCompose(failure -> takeWithoutMissing(wanted, failure));
    }

    /** A source that can't be used loses its turn, and the message leaves from the next. */
    private CompletionStage<SmtpConnection> takeWithoutMissing(Wanted wanted, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof UnusableSourceException gone)) {
            return CompletableFuture.failedFuture(cause);
        }
        missing.add(gone);
        return take(wanted);
    }

    private synchronized Decision choose(Wanted wanted, List<EgressSource> sources, int slotsOut) {
        List<EgressSource> order = rotation.order(sources);
        boolean full = isFull(wanted.limits(), slotsOut);
        for (EgressSource source : order) {
            SmtpConnection kept = wanted.fresh() ? null : takeKept(wanted, source);
            if (kept != null || !full && !ledger.isFull(source)) {
                rotation.used(source);
                return new Decision(kept, null, source);
            }
        }
        EgressSource source =
                order.stream().filter(one -> !ledger.isFull(one)).findFirst().orElse(order.get(0));
        rotation.used(source);
        return new Decision(null, full ? oldestToSpare() : null, source);
    }

    /** Counts a connection for each slot, and the unused ones. */
    private boolean isFull(SiteLimits limits, int slotsOut) {
        return slotsOut + idle.size() + leaving.size() > limits.connections();
    }

    private @Nullable SmtpConnection oldestToSpare() {
        SmtpConnection gone = leaving.poll();
        Kept kept = gone == null ? idle.poll() : null;
        return kept == null ? gone : kept.connection();
    }

    /** Doesn't wait for the other server's reply to QUIT: the channel is closed right after it. */
    private static CompletionStage<Void> makeRoom(@Nullable SmtpConnection evicted) {
        if (evicted == null) {
            return CompletableFuture.completedFuture(null);
        }
        evicted.wire().leave();
        return evicted.wire().closed();
    }

    private @Nullable SmtpConnection takeKept(Wanted wanted, EgressSource source) {
        for (Iterator<Kept> each = idle.iterator(); each.hasNext(); ) {
            Kept kept = each.next();
            if (kept.key().equals(wanted.destination().key())
                    && kept.connection().source().equals(source)
                    && !wanted.avoided().contains(kept.connection().remote())) {
                each.remove();
                ledger.used(kept.connection().entry());
                return kept.connection();
            }
        }
        return null;
    }

    private CompletionStage<SmtpConnection> dial(Wanted wanted, EgressSource source) {
        AwaitedConnections.Awaited one = awaited.add(wanted, dialer.dial(wanted, source));
        var unused = one.dialing().connection().whenComplete((connection, failure) -> {
            opened(one, connection);
            if (connection != null) {
                one.taken().complete(connection);
            } else if (!(failure instanceof CancellationException)) { // it was given another one
                one.taken().completeExceptionally(failure);
            }
        });
        return one.taken();
    }

    private void opened(AwaitedConnections.Awaited one, @Nullable SmtpConnection connection) {
        awaited.remove(one);
        if (connection != null) {
            synchronized (this) {
                all.add(connection);
            }
            var unused = connection.wire().closed().thenRun(() -> forget(connection));
        }
    }

    private synchronized void forget(SmtpConnection connection) {
        all.remove(connection);
        leaving.remove(connection);
        idle.removeIf(kept -> kept.connection() == connection);
    }

    /**
     * Takes a connection back. Completes when it is kept, handed on, closed, or only waiting for the reply to QUIT; in
     * that case it still counts, and makes room when its place is needed. Runs on the connection's event loop.
     */
    public CompletionStage<Void> giveBack(SmtpConnection connection, Destination destination, SiteLimits limits) {
        if (!connection.wire().isOpen()) {
            return connection.wire().closed();
        }
        int mostMessages =
                Math.min(limits.messagesPerConnection(), connection.offer().mostMessages());
        if (connection.transactions() >= mostMessages
                || limits.idleTimeout().isZero()
                || !awaited.handOn(connection, destination.key()) && !keep(connection, destination, limits)) {
            retire(connection);
        }
        return CompletableFuture.completedFuture(null);
    }

    private boolean keep(SmtpConnection connection, Destination destination, SiteLimits limits) {
        int slotsOut = slots.getAsInt();
        synchronized (this) {
            if (stopped
                    || isFull(limits, slotsOut)
                    || !ledger.spare(connection.entry(), () -> leaveIfKept(connection))) {
                return false;
            }
            idle.add(new Kept(destination.key(), connection));
        }
        connection.wire().whenIdleFor(limits.idleTimeout(), () -> {
            if (takeFromKept(connection)) {
                retire(connection);
            }
        });
        return true;
    }

    private synchronized boolean takeFromKept(SmtpConnection connection) {
        return idle.removeIf(kept -> kept.connection() == connection);
    }

    /**
     * If it has been taken in the meantime, it is closed when it is given back, because another is waiting for its
     * place.
     */
    private void leaveIfKept(SmtpConnection connection) {
        if (takeFromKept(connection)) {
            connection.wire().leave();
        }
    }

    private void retire(SmtpConnection connection) {
        boolean mayWait;
        synchronized (this) {
            mayWait = all.contains(connection)
                    && ledger.spare(connection.entry(), () -> connection.wire().leave());
            if (mayWait) {
                leaving.add(connection);
            }
        }
        if (mayWait) {
            connection
                    .wire()
                    .loop()
                    .execute(() -> connection.wire().quit(connection.timeouts().quit()));
        } else {
            connection.wire().leave();
        }
    }

    public synchronized int open() {
        return all.size();
    }

    /** How many are open by the keys of their destinations. */
    public synchronized Map<String, Integer> openByDestination() {
        Map<String, Integer> open = new HashMap<>();
        all.forEach(connection -> open.merge(connection.destination().key(), 1, Integer::sum));
        return open;
    }

    public synchronized int idle() {
        return idle.size();
    }

    /** Closes what is kept; what is in use or being opened is closed when it is given back. */
    public void stop() {
        List<Kept> kept;
        synchronized (this) {
            stopped = true;
            kept = List.copyOf(idle);
            idle.clear();
        }
        kept.forEach(one -> retire(one.connection()));
    }

    /** Closes everything at once. */
    public void abort() {
        stop();
        List<SmtpConnection> left;
        synchronized (this) {
            left = List.copyOf(all);
        }
        left.forEach(connection -> connection.wire().close());
    }
}
