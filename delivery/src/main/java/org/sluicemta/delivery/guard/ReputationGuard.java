package org.sluicemta.delivery.guard;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.PoolId;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.Occurrence;
import org.sluicemta.queue.broker.BrokerException;
import org.sluicemta.queue.lane.LaneControl;
import org.sluicemta.queue.lane.LaneException;
import org.sluicemta.queue.lane.LaneScope;
import org.sluicemta.queue.lane.Pauses;
import org.sluicemta.reputation.StreamSuspension;
import org.sluicemta.reputation.StreamSuspensions;
import org.sluicemta.reputation.Rates;
import org.sluicemta.settings.GuardSettings;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * Decides which streams are held. A hold is written down before the lanes are paused and announced after, so a crash in
 * between repeats the rest at the next look. The pause itself is an operator's ordinary one; when it is found gone, a
 * person has ended it, and the stream's figures count from there.
 */
@Singleton
public final class ReputationGuard {
    private final GuardSettings settings;
    private final GuardPolicy policy;
    private final Rates rates;
    private final StreamSuspensions holds;
    private final EgressPlans plans;
    private final LaneControl lanes;
    private final Pauses pauses;
    private final EventLog events;
    private final InstantSource clock;
    private volatile List<StreamSuspension> held = List.of();

    @Inject
    public ReputationGuard(
            ServerSettings settings,
            Rates rates,
            StreamSuspensions holds,
            EgressPlans plans,
            LaneControl lanes,
            Pauses pauses,
            EventLog events,
            InstantSource clock) {
        this.settings = settings.guard();
        this.policy = new GuardPolicy(settings.guard());
        this.rates = rates;
        this.holds = holds;
        this.plans = plans;
        this.lanes = lanes;
        this.pauses = pauses;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Ends what was begun, notes what people have resumed, and holds streams of tenants whose figures changed.
     *
     * @throws LaneException when lanes cannot be paused; done again at the next look
     */
    public void look(Collection<TenantId> touched) throws LaneException {
        List<StreamSuspension> before = holds.all();
        readPauses(before);
        for (StreamSuspension hold : before) {
            lookAt(hold);
        }
        for (TenantId tenant : touched) {
            for (StreamId stream : settings.streams()) {
                judge(tenant, stream);
            }
        }
        held = holds.all().stream()
                .filter(hold -> hold.state() != StreamSuspension.State.RESUMED)
                .toList();
    }

    /** What is held, as of the last look. */
    List<StreamSuspension> held() {
        return held;
    }

    /** Another node of a cluster may have resumed what is paused. */
    private void readPauses(List<StreamSuspension> all) throws LaneException {
        if (all.stream().noneMatch(hold -> hold.state() == StreamSuspension.State.PAUSED)) {
            return;
        }
        try {
            pauses.load();
        } catch (BrokerException e) {
            throw new LaneException("what is paused cannot be read: " + e.getMessage(), e);
        }
    }

    private void lookAt(StreamSuspension hold) throws LaneException {
        switch (hold.state()) {
            case PAUSING -> pause(hold);
            case PAUSED -> {
                if (!pauses.isPaused(scope(hold))) {
                    resumed(hold);
                }
            }
            case RESUMED -> {
                if (hold.since().isBefore(clock.instant().minus(settings.window()))) {
                    holds.prune(clock.instant().minus(settings.window()));
                }
            }
        }
    }

    private void judge(TenantId tenant, StreamId stream) throws LaneException {
        PoolId pool = plans.current().streams().get(stream);
        Optional<StreamSuspension> old = holds.find(tenant, stream);
        if (pool == null || old.isPresent() && old.get().state() != StreamSuspension.State.RESUMED) {
            return;
        }
        Instant since = old.map(StreamSuspension::since).orElse(Instant.EPOCH);
        int reporters = rates.reporters(tenant, since);
        Optional<String> reason = policy.judge("stream " + stream, rates.ofStream(tenant, stream, since), reporters)
                .or(() -> policy.judge("all streams", rates.ofTenant(tenant, since), reporters));
        if (reason.isPresent() && holds.begin(tenant, stream, pool, reason.get(), clock.instant())) {
            Optional<StreamSuspension> begun = holds.find(tenant, stream);
            if (begun.isPresent()) {
                pause(begun.get());
            }
        }
    }

    private void pause(StreamSuspension hold) throws LaneException {
        lanes.pause(scope(hold));
        events.append(new Occurrence.StreamPaused(
                about(hold),
                hold.reason() + "; resume with: sluice queue resume tenant=" + hold.tenant() + " pool=" + hold.pool()));
        holds.move(hold, StreamSuspension.State.PAUSED, clock.instant());
    }

    private void resumed(StreamSuspension hold) {
        Instant now = clock.instant();
        rates.beginAnew(hold.tenant(), now);
        if (holds.move(hold, StreamSuspension.State.RESUMED, now)) {
            events.append(new Occurrence.StreamResumed(about(hold), "was held because " + hold.reason()));
        }
    }

    private static MailFacts about(StreamSuspension hold) {
        return MailFacts.NONE.of(hold.tenant(), hold.stream()).by(hold.pool());
    }

    private static LaneScope scope(StreamSuspension hold) {
        return new LaneScope.OfTenantInPool(hold.pool(), hold.tenant());
    }
}
