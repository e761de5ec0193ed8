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
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.pace.LimitReached;
import org.sluicemta.gateway.pace.Pace;

/**
 * The tenants and campaigns that have mail in one pool for one site and may send no more because of limits of their own. Others go
 * on. Thread-safe; actions run on the executor, never under the lock.
 */
public final class OwnerTurns {
    private final PoolId pool;
    private final SiteId site;
    private final Pace pace;
    private final Executor executor;
    private final Function<@Nullable Long, @Nullable Instant> at;
    private final Map<MailOwner, List<Runnable>> waiting = new HashMap<>();
    private boolean stopped;

    /** @param at the time of day of a time of the clock that the pace uses */
    OwnerTurns(PoolId pool, SiteId site, Pace pace, Executor executor, Function<@Nullable Long, @Nullable Instant> at) {
        this.pool = pool;
        this.site = site;
        this.pace = pace;
        this.executor = executor;
        this.at = at;
    }

    private record Part(OwnerTurns of, MailOwner owner) implements Pace.Taker {
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
            of.executor.execute(() -> of.wake(owner));
        }
    }

    /** Who asks for the tenant and the campaign, where they have limits. */
    List<Pace.Taker> parts(@Nullable MailOwner owner) {
        if (owner == null) {
            return List.of();
        }
        Pace.Taker ofTenant = part(MailOwner.of(owner.tenant()));
        Pace.Taker ofCampaign = owner.campaign() == null ? null : part(owner);
        if (ofTenant == null || ofCampaign == null) {
            Pace.Taker only = ofTenant == null ? ofCampaign : ofTenant;
            return only == null ? List.of() : List.of(only);
        }
        return List.of(ofTenant, ofCampaign);
    }

    private Pace.@Nullable Taker part(MailOwner owner) {
        return pace.limits(owner, site) ? new Part(this, owner) : null;
    }

    /** Why its limits let nothing more leave, or empty when they do. */
    public Optional<NoSlot> refusal(MailOwner owner) {
        Pace.Taker part = part(owner);
        LimitReached limit = part == null ? null : pace.limit(part);
        return limit == null ? Optional.empty() : Optional.of(NoSlot.ofOwner(limit, at.apply(limit.readyNanos())));
    }

    /** Those that wait, and why. */
    public Map<MailOwner, NoSlot> refusals() {
        Set<MailOwner> all;
        synchronized (this) {
            all = Set.copyOf(waiting.keySet());
        }
        Map<MailOwner, NoSlot> why = new HashMap<>();
        all.forEach(owner -> refusal(owner).ifPresent(noSlot -> why.put(owner, noSlot)));
        return why;
    }

    /** Runs the action once when the limits of the owner may allow more. */
    public void whenReady(MailOwner owner, Runnable action) {
        Pace.Taker part = part(owner);
        synchronized (this) {
            if (!stopped && part != null && pace.limit(part) != null) {
                waiting.computeIfAbsent(owner, id -> new ArrayList<>(1)).add(action);
                pace.await(part);
                return;
            }
        }
        executor.execute(action);
    }

    private void wake(MailOwner owner) {
        List<Runnable> ready;
        synchronized (this) {
            ready = waiting.remove(owner);
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
        Set<MailOwner> all;
        synchronized (this) {
            stopped = true;
            all = Set.copyOf(waiting.keySet());
            waiting.clear();
        }
        all.forEach(owner -> pace.forget(new Part(this, owner)));
    }
}
