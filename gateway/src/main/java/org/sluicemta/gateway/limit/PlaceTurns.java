package org.sluicemta.gateway.limit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceState;
import org.sluicemta.gateway.limit.NoSlot.Reason;
import org.sluicemta.gateway.pace.Pace;

/**
 * The places of the common site that wait because of their own rate, or because their hosts have told the sources
 * something. Others go on. Not thread-safe but for {@link #hosts}: the limiter holds its own lock.
 */
public final class PlaceTurns {
    private final SlotLimiter limiter;
    private final SiteSlots slots;
    private final Pace pace;
    private final ScheduledExecutorService timer;

    PlaceTurns(SlotLimiter limiter, SiteSlots slots, Pace pace, ScheduledExecutorService timer) {
        this.limiter = limiter;
        this.slots = slots;
        this.pace = pace;
        this.timer = timer;
    }

    /** Mail for one place, whose replies hold for no other. */
    private record Part(PlaceTurns of, SiteSlots.Place place) implements Pace.Taker {
        @Override
        public PoolId pool() {
            return of.limiter.pool();
        }

        @Override
        public SiteId site() {
            return place.hosts();
        }

        @Override
        public void mayTake() {
            of.timer.execute(() -> of.wake(place));
        }
    }

    /** Who asks for the domain: only a place that has told a source something has to be told from the others. */
    Pace.Taker taker(@Nullable String domain) {
        SiteSlots.Place place = slots.known(domain);
        return place == null || !pace.hasTold(place.hosts()) ? limiter : new Part(this, place);
    }

    /** Runs the action once when the place may ask again, or returns false if what it waits for isn't its own. */
    boolean await(NoSlot refusal, @Nullable String domain, Runnable action) {
        SiteSlots.Place place = slots.known(domain);
        if (domain == null || place == null) {
            return false;
        }
        Pace.Taker taker = taker(domain);
        if (refusal.reason() == Reason.SITE_RATE) {
            slots.awaitShare(domain, action);
            long wait = slots.untilReady(domain).toNanos();
            var unused = timer.schedule(() -> wake(place), Math.max(1, wait), TimeUnit.NANOSECONDS);
            return true;
        }
        if (taker == limiter || !refusal.reason().isShared()) {
            return false;
        }
        slots.awaitShare(domain, action);
        pace.await(taker);
        return true;
    }

    private void wake(SiteSlots.Place place) {
        List<Runnable> ready;
        synchronized (limiter) {
            ready = slots.awaiting(place.name());
        }
        ready.forEach(timer::execute);
    }

    /**
     * How the MX hosts are doing whose domains are in the common site; none elsewhere.
     *
     * @param connections open ones by destination
     */
    public List<HostsState> hosts(Map<String, Integer> connections) {
        HostsSurvey survey = new HostsSurvey();
        synchronized (limiter) {
            if (slots.isOfOneProvider()) {
                return List.of();
            }
            slots.survey(survey, connections);
        }
        PoolId pool = limiter.pool();
        pace.sourceStates().stream()
                .map(SourceState::site)
                .filter(SiteId::isOfHosts)
                .filter(hosts -> !pace.told(pool, hosts).isEmpty())
                .forEach(survey::mention);
        return survey.result(hosts -> pace.told(pool, hosts));
    }
}
