package org.sluicemta.gateway.limit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.pace.LimitReached;
import org.sluicemta.gateway.pace.Pace;
import org.sluicemta.tenant.TenantId;

/**
 * The tenants that have mail in one pool for one site and may send no more because of limits of their own. Others go
 * on. Thread-safe; actions run on the executor, never under the lock.
 */
public final class TenantTurns {
    private final PoolId pool;
    private final SiteId site;
    private final Pace pace;
    private final Executor executor;
    private final Function<@Nullable Long, @Nullable Instant> at;
    private final Map<TenantId, List<Runnable>> waiting = new HashMap<>();
    private boolean stopped;

    /** @param at the time of day of a time of the clock that the pace uses */
    TenantTurns(
            PoolId pool, SiteId site, Pace pace, Executor executor, Function<@Nullable Long, @Nullable Instant> at) {
        this.pool = pool;
        this.site = site;
        this.pace = pace;
        this.executor = executor;
        this.at = at;
    }

    private record Part(TenantTurns of, TenantId tenant) implements Pace.Taker {
        @Override
        public PoolId pool() {
            return of.pool;
        }

        @Override
        public SiteId site() {
            return of.site;
        }

        @Override
        public void mayTake() {
            of.executor.execute(() -> of.wake(tenant));
        }
    }

    /** Who asks for the tenant, or null if it has no limits. */
    Pace.@Nullable Taker part(@Nullable TenantId tenant) {
        return tenant != null && pace.limits(tenant, site) ? new Part(this, tenant) : null;
    }

    /** Why its limits let nothing more leave, or empty when they do. */
    public Optional<NoSlot> refusal(TenantId tenant) {
        Pace.Taker part = part(tenant);
        LimitReached limit = part == null ? null : pace.limit(part);
        return limit == null ? Optional.empty() : Optional.of(NoSlot.ofTenant(limit, at.apply(limit.readyNanos())));
    }

    /** Those that wait, and why. */
    public Map<TenantId, NoSlot> refusals() {
        Set<TenantId> all;
        synchronized (this) {
            all = Set.copyOf(waiting.keySet());
        }
        Map<TenantId, NoSlot> why = new HashMap<>();
        all.forEach(tenant -> refusal(tenant).ifPresent(noSlot -> why.put(tenant, noSlot)));
        return why;
    }

    /** Runs the action once when the limits of the tenant may allow more. */
    public void whenReady(TenantId tenant, Runnable action) {
        Pace.Taker part = part(tenant);
        synchronized (this) {
            if (!stopped && part != null && pace.limit(part) != null) {
                waiting.computeIfAbsent(tenant, id -> new ArrayList<>(1)).add(action);
                pace.await(part);
                return;
            }
        }
        executor.execute(action);
    }

    private void wake(TenantId tenant) {
        List<Runnable> ready;
        synchronized (this) {
            ready = waiting.remove(tenant);
        }
        if (ready != null) {
            ready.forEach(executor::execute);
        }
    }

    synchronized boolean areNone() {
        return waiting.isEmpty();
    }

    /** Forgets who is waiting. */
    void stop() {
        Set<TenantId> all;
        synchronized (this) {
            stopped = true;
            all = Set.copyOf(waiting.keySet());
            waiting.clear();
        }
        all.forEach(tenant -> pace.forget(new Part(this, tenant)));
    }
}
