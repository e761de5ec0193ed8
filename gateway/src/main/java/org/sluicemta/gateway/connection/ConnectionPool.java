package org.sluicemta.gateway.connection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    /** Opens a connection from a source to a destination. */
    public interface Dialer {
        CompletionStage<SmtpConnection> dial(Destination destination, EgressSource source, SiteLimits limits);
    }

    private record Kept(String key, SmtpConnection connection) {}

    /** What to do for a taker: use one, or close one first if it is there, and open from the source. */
    private record Decision(
            @Nullable SmtpConnection reuse, @Nullable SmtpConnection evict, EgressSource source) {}

    private final Dialer dialer;
    private final SourceRotation rotation = new SourceRotation();
    private final Deque<Kept> idle = new ArrayDeque<>();
    private final Set<SmtpConnection> all = new HashSet<>();
    private int dialing;
    private boolean stopped;

    public ConnectionPool(Dialer dialer) {
        this.dialer = dialer;
    }

    /**
     * A connection to the destination; fails with {@link FaultException}.
     *
     * @param fresh open one even where one is kept
     */
    public CompletionStage<SmtpConnection> take(
            Destination destination, List<EgressSource> sources, SiteLimits limits, boolean fresh) {
        Decision decision = decide(destination, sources, limits, fresh);
        if (decision.reuse() != null) {
            return CompletableFuture.completedFuture(decision.reuse());
        }
        if (decision.evict() == null) {
            return dial(destination, decision.source(), limits);
        }
        return retire(decision.evict()).thenCompose(done -> dial(destination, decision.source(), limits));
    }

    private synchronized Decision decide(
            Destination destination, List<EgressSource> sources, SiteLimits limits, boolean fresh) {
        List<EgressSource> order = rotation.order(sources);
        boolean full = all.size() + dialing >= limits.connections();
        for (EgressSource source : order) {
            SmtpConnection kept = fresh ? null : takeKept(destination, source);
            if (kept != null || !full) {
                rotation.used(source);
                return decided(kept, null, source);
            }
        }
        Kept oldest = idle.poll();
        rotation.used(order.get(0));
        return decided(null, oldest == null ? null : oldest.connection(), order.get(0));
    }

    private Decision decided(@Nullable SmtpConnection reuse, @Nullable SmtpConnection evict, EgressSource source) {
        if (reuse == null) {
            dialing++;
        }
        return new Decision(reuse, evict, source);
    }

    private @Nullable SmtpConnection takeKept(Destination destination, EgressSource source) {
        for (Iterator<Kept> each = idle.iterator(); each.hasNext(); ) {
            Kept kept = each.next();
            if (kept.key().equals(destination.key())
                    && kept.connection().source().equals(source)) {
                each.remove();
                return kept.connection();
            }
        }
        return null;
    }

    private CompletionStage<SmtpConnection> dial(Destination destination, EgressSource source, SiteLimits limits) {
        return dialer.dial(destination, source, limits).whenComplete((connection, failure) -> {
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
        idle.removeIf(kept -> kept.connection() == connection);
    }

    /**
     * Takes a connection back. Completes when it is kept or closed, and so no longer counts as in use. Event loop of the
     * connection.
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

    private static CompletionStage<Void> retire(SmtpConnection connection) {
        connection.wire().loop().execute(() -> connection.wire().quit(GOODBYE));
        return connection.wire().closed();
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
