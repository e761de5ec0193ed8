package org.sluicemta.gateway.connection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.ConnectionLimits;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SourceId;

/**
 * Counts every connection of this server, open or being opened, against the limits over all sites: of the server, a
 * pool, a source, and an address of an MX host. When a limit is reached, an unused connection is closed first. If there
 * is none, the opening waits until a connection is closed; the one that has waited longest goes first. A connection
 * counts until its channel is closed. Thread-safe. Calls nothing while it holds the lock.
 */
public final class ConnectionLedger {
    /** One limit: its kind, and what it belongs to. */
    private record Scope(Kind kind, Object of) {}

    private enum Kind {
        SERVER,
        POOL,
        SOURCE,
        HOST
    }

    /** What counts towards one limit. */
    private static final class Count {
        private int open;
        /** Unused connections, longest unused first. */
        private final Set<Entry> spare = new LinkedHashSet<>();

        private final TreeSet<Entry> waiting = new TreeSet<>((one, other) -> Long.compare(one.ticket, other.ticket));

        boolean isForgotten() {
            return open == 0 && waiting.isEmpty();
        }
    }

    /** A connection that is counted, or is waiting to be. */
    public static final class Entry {
        private final List<Scope> scopes;
        private final long ticket;
        private final CompletableFuture<Entry> admitted = new CompletableFuture<>();
        /** Where it is counted: in all of its scopes, or in none. */
        private List<Count> counted = List.of();

        private @Nullable Runnable giveUp;

        private Entry(List<Scope> scopes, long ticket) {
            this.scopes = scopes;
            this.ticket = ticket;
        }
    }

    private final Supplier<ConnectionLimits> limits;
    private final int descriptors;
    private final Map<Scope, Count> counts = new HashMap<>();
    private long tickets;

    /**
     * @param limits gives those in force; asked for each decision
     * @param descriptors most connections that this process has file descriptors for
     */
    public ConnectionLedger(Supplier<ConnectionLimits> limits, int descriptors) {
        this.limits = limits;
        this.descriptors = descriptors;
    }

    /**
     * Permission to open a connection, as soon as all limits allow it. Cancelling the future ends the wait. Call {@link
     * #closed} when the connection, or the attempt to open it, is over.
     *
     * @param limitedHost whether the limit per host applies
     */
    CompletableFuture<Entry> enter(PoolId pool, RemoteAddress remote, EgressSource from, boolean limitedHost) {
        List<Scope> scopes = new ArrayList<>(4);
        scopes.add(new Scope(Kind.SERVER, ""));
        scopes.add(new Scope(Kind.POOL, pool));
        scopes.add(new Scope(Kind.SOURCE, from.id()));
        if (limitedHost) {
            scopes.add(new Scope(Kind.HOST, remote.socketAddress()));
        }
        List<Runnable> then = new ArrayList<>();
        Entry entry;
        synchronized (this) {
            entry = new Entry(scopes, tickets++);
            admitOrWait(entry, then);
        }
        then.forEach(Runnable::run);
        if (!entry.admitted.isDone()) {
            var unused = entry.admitted.whenComplete((admitted, cancelled) -> waitsNoMore(entry));
        }
        return entry.admitted;
    }

    private synchronized void waitsNoMore(Entry entry) {
        for (Scope scope : entry.scopes) {
            Count count = counts.get(scope);
            if (count != null && count.waiting.remove(entry)) {
                forget(scope);
            }
        }
    }

    private void admitOrWait(Entry entry, List<Runnable> then) {
        Scope full = fullScope(entry);
        if (full == null) {
            entry.counted = entry.scopes.stream().map(this::count).toList();
            entry.counted.forEach(count -> count.open++);
            then.add(() -> admit(entry));
            return;
        }
        Count count = count(full);
        count.waiting.add(entry);
        Iterator<Entry> spare = count.spare.iterator();
        if (spare.hasNext()) {
            giveUp(spare.next(), then);
        }
    }

    /** One that has been cancelled makes room for the next. */
    private void admit(Entry entry) {
        if (!entry.admitted.complete(entry)) {
            closed(entry);
        }
    }

    private void giveUp(Entry entry, List<Runnable> then) {
        entry.counted.forEach(count -> count.spare.remove(entry));
        Runnable action = entry.giveUp;
        entry.giveUp = null;
        if (action != null) {
            then.add(action);
        }
    }

    private @Nullable Scope fullScope(Entry entry) {
        for (Scope scope : entry.scopes) {
            Count count = counts.get(scope);
            if (count != null && count.open >= most(scope.kind())) {
                return scope;
            }
        }
        return null;
    }

    private int most(Kind kind) {
        ConnectionLimits now = limits.get();
        return switch (kind) {
            case SERVER -> Math.min(now.server(), descriptors);
            case POOL -> now.pool();
            case SOURCE -> now.source();
            case HOST -> now.host();
        };
    }

    private Count count(Scope scope) {
        return counts.computeIfAbsent(scope, key -> new Count());
    }

    /** It is unused, and will be closed when its place is wanted. Returns false if that has already happened. */
    synchronized boolean spare(Entry entry, Runnable giveUp) {
        if (entry.counted.isEmpty()) {
            return false;
        }
        for (Count count : entry.counted) {
            if (!count.waiting.isEmpty()) {
                return false;
            }
        }
        entry.giveUp = giveUp;
        entry.counted.forEach(count -> count.spare.add(entry));
        return true;
    }

    /** It is in use again. */
    synchronized void used(Entry entry) {
        entry.giveUp = null;
        entry.counted.forEach(count -> count.spare.remove(entry));
    }

    /** It is closed, or was never opened. A second call does nothing. */
    void closed(Entry entry) {
        List<Runnable> then = new ArrayList<>();
        synchronized (this) {
            if (entry.counted.isEmpty()) {
                return;
            }
            for (Count count : entry.counted) {
                count.open--;
                count.spare.remove(entry);
            }
            entry.counted = List.of();
            entry.giveUp = null;
            entry.scopes.forEach(scope -> admitWaiting(scope, then));
            entry.scopes.forEach(this::forget);
        }
        then.forEach(Runnable::run);
    }

    /** Call after limits may have been raised. */
    public void limitsChanged() {
        List<Runnable> then = new ArrayList<>();
        synchronized (this) {
            List.copyOf(counts.keySet()).forEach(scope -> admitWaiting(scope, then));
        }
        then.forEach(Runnable::run);
    }

    /** Those that meet another full limit wait there, in order of arrival. */
    private void admitWaiting(Scope scope, List<Runnable> then) {
        Count count = count(scope);
        Deque<Entry> elsewhere = new ArrayDeque<>();
        while (count.open < most(scope.kind())) {
            Entry next = count.waiting.pollFirst();
            if (next == null) {
                break;
            }
            if (!next.admitted.isDone()) {
                elsewhere.add(next);
                admitOrWait(next, then);
            }
        }
        elsewhere.stream().flatMap(entry -> entry.scopes.stream()).distinct().forEach(this::forget);
    }

    private void forget(Scope scope) {
        Count count = counts.get(scope);
        if (count != null && count.isForgotten()) {
            counts.remove(scope);
        }
    }

    /** Whether all connections of the source are open and in use. */
    synchronized boolean isFull(EgressSource source) {
        Count count = counts.get(new Scope(Kind.SOURCE, source.id()));
        return count != null && count.open >= most(Kind.SOURCE) && count.spare.isEmpty();
    }

    /** Connections that are counted. */
    public synchronized int open() {
        Count all = counts.get(new Scope(Kind.SERVER, ""));
        return all == null ? 0 : all.open;
    }

    /** From one source. */
    public synchronized int open(SourceId source) {
        Count own = counts.get(new Scope(Kind.SOURCE, source));
        return own == null ? 0 : own.open;
    }

    /** How many limits are being counted; each ends with its connections. */
    synchronized int scopes() {
        return counts.size();
    }
}
