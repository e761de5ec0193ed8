package org.sluicemta.gateway.connection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SiteLimits;

/**
 * The connections of one pool to one site. What is kept is used before anything is opened, the source whose turn it is
 * first; when the site's limit is reached, a kept connection to another destination makes room. Thread-safe; nothing is
 * called while the lock is held.
 */
public final class ConnectionPool {
    /** Opens a connection from a source to a destination. */
    public interface Dialer {
        CompletionStage<SmtpConnection> dial(Wanted wanted, EgressSource source);
    }

    private record Kept(String key, SmtpConnection connection) {}

    /** What to do for a taker: use one, or close one first if it is there, and open from the source. */
    private record Decision(
            @Nullable SmtpConnection reuse, @Nullable SmtpConnection evict, EgressSource source) {}

    private final Dialer dialer;
    private final MissingSources missing;
    private final SourceRotation rotation = new SourceRotation();
    private final Deque<Kept> idle = new ArrayDeque<>();
    /** QUIT was said, and the channel is not closed yet. */
    private final Deque<SmtpConnection> leaving = new ArrayDeque<>();

    private final Set<SmtpConnection> all = new HashSet<>();
    private int dialing;
    private boolean stopped;

    public ConnectionPool(Dialer dialer, MissingSources missing) {
        this.dialer = dialer;
        this.missing = missing;
    }

    /** A connection to the destination; fails with {@link FaultException}. */
    public CompletionStage<SmtpConnection> take(Wanted wanted) {
        List<EgressSource> present = missing.present(wanted.sources());
        if (present.isEmpty()) {
            return CompletableFuture.failedFuture(MissingSources.none(wanted.sources()));
        }
        Decision decision = decide(wanted, present);
        if (decision.reuse() != null) {
            return CompletableFuture.completedFuture(decision.reuse());
        }
        return makeRoom(decision.evict())
                .thenCompose(done -> dial(wanted, decision.source()))
                .exceptionallyCompose(failure -> takeWithoutMissing(wanted, failure));
    }

    /** A source that is missing takes nobody's turn: the message leaves by the next. */
    private CompletionStage<SmtpConnection> takeWithoutMissing(Wanted wanted, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof MissingSourceException gone)) {
            return CompletableFuture.failedFuture(cause);
        }
        missing.add(gone.source());
        return take(wanted);
    }

    private synchronized Decision decide(Wanted wanted, List<EgressSource> sources) {
        List<EgressSource> order = rotation.order(sources);
        boolean full = all.size() + dialing >= wanted.limits().connections();
        for (EgressSource source : order) {
            SmtpConnection kept = wanted.fresh() ? null : takeKept(wanted, source);
            if (kept != null || !full) {
                rotation.used(source);
                return decided(kept, null, source);
            }
        }
        rotation.used(order.get(0));
        return decided(null, oldestToSpare(), order.get(0));
    }

    private @Nullable SmtpConnection oldestToSpare() {
        SmtpConnection gone = leaving.poll();
        Kept kept = gone == null ? idle.poll() : null;
        return kept == null ? gone : kept.connection();
    }

    /** Nobody waits for another server's goodbye: QUIT is said, and the channel closed behind it. */
    private static CompletionStage<Void> makeRoom(@Nullable SmtpConnection evicted) {
        if (evicted == null) {
            return CompletableFuture.completedFuture(null);
        }
        evicted.wire().leave();
        return evicted.wire().closed();
    }

    private Decision decided(@Nullable SmtpConnection reuse, @Nullable SmtpConnection evict, EgressSource source) {
        if (reuse == null) {
            dialing++;
        }
        return new Decision(reuse, evict, source);
    }

    private @Nullable SmtpConnection takeKept(Wanted wanted, EgressSource source) {
        for (Iterator<Kept> each = idle.iterator(); each.hasNext(); ) {
            Kept kept = each.next();
            if (kept.key().equals(wanted.destination().key())
                    && kept.connection().source().equals(source)
                    && !wanted.avoided().contains(kept.connection().remote())) {
                each.remove();
                return kept.connection();
            }
        }
        return null;
    }

    private CompletionStage<SmtpConnection> dial(Wanted wanted, EgressSource source) {
        return dialer.dial(wanted, source).whenComplete((connection, failure) -> {
            boolean late;
            synchronized (this) {
                dialing--;
                late = stopped;
                if (connection != null) {
                    all.add(connection);
                }
            }
            if (connection != null) {
                var unused = connection.wire().closed().thenRun(() -> forget(connection));
                if (late) {
                    connection.wire().close();
                }
            }
        });
    }

    private synchronized void forget(SmtpConnection connection) {
        all.remove(connection);
        leaving.remove(connection);
        idle.removeIf(kept -> kept.connection() == connection);
    }

    /**
     * Takes a connection back. Completes when it is kept, closed, or waits for nothing but the other side's goodbye: it
     * still counts then, and makes room when its place is needed. Event loop of the connection.
     */
    public CompletionStage<Void> giveBack(SmtpConnection connection, Destination destination, SiteLimits limits) {
        if (!connection.wire().isOpen()) {
            return connection.wire().closed();
        }
        int mostMessages =
                Math.min(limits.messagesPerConnection(), connection.offer().mostMessages());
        if (connection.transactions() >= mostMessages
                || limits.idleTimeout().isZero()
                || !keep(connection, destination, limits)) {
            return retire(connection);
        }
        connection.wire().whenIdleFor(limits.idleTimeout(), () -> {
            if (stillKept(connection)) {
                retire(connection);
            }
        });
        return CompletableFuture.completedFuture(null);
    }

    private synchronized boolean keep(SmtpConnection connection, Destination destination, SiteLimits limits) {
        if (stopped || all.size() > limits.connections()) {
            return false;
        }
        idle.add(new Kept(destination.key(), connection));
        return true;
    }

    private synchronized boolean stillKept(SmtpConnection connection) {
        return idle.removeIf(kept -> kept.connection() == connection);
    }

    private CompletionStage<Void> retire(SmtpConnection connection) {
        synchronized (this) {
            if (all.contains(connection)) {
                leaving.add(connection);
            }
        }
        connection
                .wire()
                .loop()
                .execute(() -> connection.wire().quit(connection.timeouts().quit()));
        return CompletableFuture.completedFuture(null);
    }

    public synchronized int open() {
        return all.size();
    }

    public synchronized int idle() {
        return idle.size();
    }

    /** Closes what is kept; what is in use is closed when it is given back. */
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
