package org.sluicemta.gateway.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.PoolId;

/**
 * The slots of all sites together. There are never more in use than the server and a pool may have connections, so mail
 * beyond the limits stays in its queue. Sites that found none take turns, longest waiting first. A free slot is
 * reserved for the site whose turn it is, and goes to the next if it isn't taken soon. Thread-safe.
 */
public final class ServerSlots {
    private static final Duration TURN = Duration.ofMillis(200);

    /** A site of a pool. */
    interface Taker {
        PoolId pool();

        /** A slot is reserved for it, so it may ask. Must neither block nor call back at once. */
        void mayTake();
    }

    private final Supplier<EgressPlan> plan;
    private final int descriptors;
    private final ScheduledExecutorService timer;
    private final Map<PoolId, Integer> out = new HashMap<>();
    private final Map<Taker, Object> turns = new HashMap<>();
    private final Set<Taker> waiting = new LinkedHashSet<>();
    private int outInAll;

    /** @param descriptors most connections that this process has file descriptors for */
    public ServerSlots(Supplier<EgressPlan> plan, int descriptors, ScheduledExecutorService timer) {
        this.plan = plan;
        this.descriptors = descriptors;
        this.timer = timer;
    }

    synchronized boolean tryTake(Taker taker) {
        boolean itsTurn = turns.remove(taker) != null;
        if (!hasRoom(taker.pool()) || !itsTurn && waiting.contains(taker)) {
            return false;
        }
        outInAll++;
        out.merge(taker.pool(), 1, Integer::sum);
        return true;
    }

    /** Whether there is none for the taker now. */
    synchronized boolean isFull(Taker taker) {
        return !turns.containsKey(taker) && !hasRoom(taker.pool());
    }

    /** Slots reserved for others count as used. */
    private boolean hasRoom() {
        return outInAll + turns.size() < Math.min(plan.get().connectionLimits().server(), descriptors);
    }

    private boolean hasRoom(PoolId pool) {
        long kept =
                turns.keySet().stream().filter(one -> one.pool().equals(pool)).count();
        return hasRoom() && out.getOrDefault(pool, 0) + kept < most(plan.get(), pool);
    }

    /** Each source may have its share. A pool can't use more than the sum. */
    private static int most(EgressPlan now, PoolId id) {
        EgressPool pool = now.pools().get(id);
        long ofSources = (long) now.connectionLimits().source()
                * (pool == null ? 1 : pool.sources().size());
        return (int) Math.min(now.connectionLimits().pool(), ofSources);
    }

    /** The taker is told when there is one for it. */
    void await(Taker taker) {
        synchronized (this) {
            waiting.add(taker);
        }
        giveTurns();
    }

    void release(PoolId pool) {
        synchronized (this) {
            outInAll--;
            out.computeIfPresent(pool, (same, count) -> count > 1 ? count - 1 : null);
        }
        giveTurns();
    }

    /** Call after limits may have changed. */
    public void limitsChanged() {
        giveTurns();
    }

    private void giveTurns() {
        List<Taker> ready = new ArrayList<>();
        synchronized (this) {
            Iterator<Taker> each = waiting.iterator();
            while (each.hasNext() && hasRoom()) {
                Taker next = each.next();
                if (!hasRoom(next.pool())) {
                    continue;
                }
                each.remove();
                Object turn = new Object();
                turns.put(next, turn);
                ready.add(next);
                var unused = timer.schedule(() -> passOn(next, turn), TURN.toNanos(), TimeUnit.NANOSECONDS);
            }
        }
        ready.forEach(Taker::mayTake);
    }

    private void passOn(Taker taker, Object turn) {
        synchronized (this) {
            if (!turns.remove(taker, turn)) {
                return;
            }
        }
        giveTurns();
    }

    /** Slots in use. */
    synchronized int out() {
        return outInAll;
    }

    /** The taker stops waiting. */
    void forget(Taker taker) {
        synchronized (this) {
            waiting.remove(taker);
            turns.remove(taker);
        }
        giveTurns();
    }
}
