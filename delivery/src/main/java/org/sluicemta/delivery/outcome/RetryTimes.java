package org.sluicemta.delivery.outcome;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.inject.Inject;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.response.Classification;

/** When a deferred message is retried and when it expires, both by the schedule of its last reply's class. */
final class RetryTimes {
    private static final Duration AFTER_OWN_FAULT = Duration.ofMinutes(1);

    private final EgressPlans plans;
    private final InstantSource clock;

    @Inject
    RetryTimes(EgressPlans plans, InstantSource clock) {
        this.plans = plans;
        this.clock = clock;
    }

    /** When it expires, by the schedule and its stream. */
    Instant expiry(OutboundMessage mail, Classification answer) {
        EgressPlan plan = plans.current();
        return mail.letter().firstWanted().plus(plan.expireAfter(mail.stream(), answer.retrySchedule()));
    }

    /** When to retry mail that this server itself couldn't attempt, for lack of a source for example. */
    Instant afterOwnFault(OutboundMessage mail) {
        Instant next = clock.instant().plus(AFTER_OWN_FAULT);
        return next.isAfter(mail.expiresAt()) ? mail.expiresAt() : next;
    }

    /** The next attempt, or the expiry if that comes first. */
    Instant next(OutboundMessage mail, Classification answer) {
        Instant next = clock.instant()
                .plus(plans.current()
                        .retrySchedule(answer.retrySchedule())
                        .waitAfter(mail.attempt() + 1, mail.id().value()));
        Instant expiry = expiry(mail, answer);
        return next.isAfter(expiry) ? expiry : next;
    }
}
