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
import org.sluicemta.reputation.FailureRates;
import org.sluicemta.reputation.StreamSuspension;
import org.sluicemta.reputation.StreamSuspensions;
import org.sluicemta.settings.GuardSettings;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * Decides which streams are held. A suspension is recorded before the lanes are paused and announced afterwards, so
 * after a crash in between the next run does the rest. The pause is an ordinary operator's pause. When it is gone,
 * someone has resumed the stream, and its figures count from there.
 */
@Singleton
public final class ReputationGuard {
    private final GuardSettings settings;
    private final GuardPolicy policy;
    private final FailureRates rates;
    private final StreamSuspensions suspensions;
    private final EgressPlans plans;
    private final LaneControl lanes;
    private final Pauses pauses;
    private final EventLog events;
    private final InstantSource clock;
    private volatile List<StreamSuspension> held = List.of();

    @Inject
    public ReputationGuard(
            ServerSettings settings,
            FailureRates rates,
            StreamSuspensions suspensions,
            EgressPlans plans,
            LaneControl lanes,
            Pauses pauses,
            EventLog events,
            InstantSource clock) {
        this.settings = settings.guard();
        this.policy = new GuardPolicy(settings.guard());
        this.rates = rates;
        this.suspensions = suspensions;
        this.plans = plans;
        this.lanes = lanes;
        this.pauses = pauses;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Finishes interrupted suspensions, records resumed streams, and holds streams of tenants whose figures changed.
     *
     * @throws LaneException when lanes can't be paused; the next run retries
     */
    public void look(Collection<TenantId> touched) throws LaneException {
        List<StreamSuspension> before = suspensions.all();
        readPauses(before);
        for (StreamSuspension suspension : before) {
            lookAt(suspension);
        }
        for (TenantId tenant : touched) {
            for (StreamId stream : settings.streams()) {
                judge(tenant, stream);
            }
        }
        held = suspensions.all().stream()
                .filter(suspension -> suspension.state() != StreamSuspension.State.RESUMED)
                .toList();
    }

    /** What is held, as of the last run. */
    List<StreamSuspension> held() {
        return held;
    }

    /** Another node of a cluster may have resumed what is paused. */
    private void readPauses(List<StreamSuspension> all) throws LaneException {
        if (all.stream().noneMatch(suspension -> suspension.state() == StreamSuspension.State.PAUSED)) {
            return;
        }
        try {
            pauses.load();
        } catch (BrokerException e) {
            throw new LaneException("what is paused cannot be read: " + e.getMessage(), e);
        }
    }

    private void lookAt(StreamSuspension suspension) throws LaneException {
        switch (suspension.state()) {
            case PAUSING -> pause(suspension);
            case PAUSED -> {
                if (!pauses.isPaused(scope(suspension))) {
                    resumed(suspension);
                }
            }
            case RESUMED -> {
                if (suspension.since().isBefore(clock.instant().minus(settings.window()))) {
                    suspensions.prune(clock.instant().minus(settings.window()));
                }
            }
        }
    }

    private void judge(TenantId tenant, StreamId stream) throws LaneException {
        PoolId pool = plans.current().streams().get(stream);
        Optional<StreamSuspension> old = suspensions.find(tenant, stream);
        if (pool == null || old.isPresent() && old.get().state() != StreamSuspension.State.RESUMED) {
            return;
        }
        Instant since = old.map(StreamSuspension::since).orElse(Instant.EPOCH);
        int reporters = rates.reporters(tenant, since);
        Optional<String> reason = policy.judge("stream " + stream, rates.ofStream(tenant, stream, since), reporters)
                .or(() -> policy.judge("all streams", rates.ofTenant(tenant, since), reporters));
        if (reason.isPresent() && suspensions.begin(tenant, stream, pool, reason.get(), clock.instant())) {
            Optional<StreamSuspension> begun = suspensions.find(tenant, stream);
            if (begun.isPresent()) {
                pause(begun.get());
            }
        }
    }

    private void pause(StreamSuspension suspension) throws LaneException {
        lanes.pause(scope(suspension));
        events.append(new Occurrence.StreamPaused(
                about(suspension),
                suspension.reason() + "; resume with: sluice queue resume tenant=" + suspension.tenant() + " pool="
                        + suspension.pool()));
        suspensions.move(suspension, StreamSuspension.State.PAUSED, clock.instant());
    }

    private void resumed(StreamSuspension suspension) {
        Instant now = clock.instant();
        rates.beginAnew(suspension.tenant(), now);
        if (suspensions.move(suspension, StreamSuspension.State.RESUMED, now)) {
            events.append(new Occurrence.StreamResumed(about(suspension), "was held because " + suspension.reason()));
        }
    }

    private static MailFacts about(StreamSuspension suspension) {
        return MailFacts.NONE.of(suspension.tenant(), suspension.stream()).by(suspension.pool());
    }

    private static LaneScope scope(StreamSuspension suspension) {
        return new LaneScope.OfTenantInPool(suspension.pool(), suspension.tenant());
    }
}
