package org.sluicemta.delivery.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sluicemta.delivery.Plans;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.letter.Attempts;
import org.sluicemta.letter.Letter;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MessageId;
import org.sluicemta.response.Blame;
import org.sluicemta.response.Classification;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;
import org.sluicemta.testing.time.MutableClock;

class RetryTimesTest {
    private static final RetrySchedule DEFAULT =
            new RetrySchedule("default", List.of(Duration.ofMinutes(10), Duration.ofHours(1)), Duration.ofDays(5));
    private static final RetrySchedule GREYLISTED =
            new RetrySchedule("greylisted", List.of(Duration.ofMinutes(5)), Duration.ofHours(6));
    private static final RetrySchedule PATIENT =
            new RetrySchedule("patient", List.of(Duration.ofHours(12)), Duration.ofDays(9));

    private final MutableClock clock = new MutableClock();
    private final Instant received = clock.instant();
    private final RetryTimes times = new RetryTimes(new EgressPlans(plan()), clock);

    private static EgressPlan plan() {
        EgressPlan plan = Plans.plan(DEFAULT, 100);
        return new EgressPlan(
                plan.pools(),
                plan.streams(),
                Map.of(Plans.TRANSACTIONAL, Duration.ofHours(1)),
                Set.of(),
                plan.sites(),
                plan.otherSite(),
                plan.otherConnections(),
                Map.of(),
                null,
                25,
                Map.of("default", DEFAULT, "greylisted", GREYLISTED, "patient", PATIENT),
                100,
                plan.slotWidth(),
                plan.connectionLimits(),
                plan.caps(),
                plan.networks());
    }

    private OutboundMessage mail(long id, StreamId stream, int attempt) {
        Letter letter = new Letter(
                new MessageId(id),
                new TenantId("acme"),
                stream,
                null,
                EnvelopeOptions.NONE,
                new BytesContent(new byte[0]),
                received);
        return new OutboundMessage(
                letter,
                Plans.POOL,
                Plans.GMAIL,
                null,
                List.of(new EnvelopeRecipient(EmailAddress.parse("a@gmail.test"), 0, Set.of(), null)),
                received.plus(DEFAULT.expireAfter()),
                new Attempts(attempt, null),
                1);
    }

    private static Classification by(String schedule) {
        return new Classification(ResponseClass.GREYLISTED, false, Blame.SITE, 0, schedule, "none");
    }

    @Test
    void eachScheduleHasItsOwnEnd() {
        OutboundMessage mail = mail(1, Plans.MARKETING, 0);

        assertThat(times.expiry(mail, by("default"))).isEqualTo(received.plus(Duration.ofDays(5)));
        assertThat(times.expiry(mail, by("greylisted"))).isEqualTo(received.plus(Duration.ofHours(6)));
        assertThat(times.expiry(mail, by("patient"))).isEqualTo(received.plus(Duration.ofDays(9)));
    }

    @Test
    void aStreamMayEndSooner() {
        OutboundMessage mail = mail(1, Plans.TRANSACTIONAL, 0);

        assertThat(times.expiry(mail, by("default"))).isEqualTo(received.plus(Duration.ofHours(1)));
        assertThat(times.expiry(mail, by("greylisted"))).isEqualTo(received.plus(Duration.ofHours(1)));
    }

    @Test
    void neverWaitsBeyondTheEnd() {
        clock.advance(Duration.ofMinutes(59));
        assertThat(times.next(mail(1, Plans.TRANSACTIONAL, 1), by("default")))
                .isEqualTo(received.plus(Duration.ofHours(1)));
    }

    @Test
    void mailDeferredTogetherComesBackApart() {
        Set<Instant> due = new HashSet<>();
        for (int id = 0; id < 1000; id++) {
            Instant next = times.next(mail(id, Plans.MARKETING, 0), by("default"));
            assertThat(next)
                    .isBetween(received.plus(Duration.ofMinutes(9)), received.plus(Duration.ofMinutes(11)))
                    .isEqualTo(times.next(mail(id, Plans.MARKETING, 0), by("default")));
            due.add(next);
        }
        assertThat(due).hasSizeGreaterThan(990);
        assertThat(due).anyMatch(time -> time.isBefore(received.plusSeconds(560)));
        assertThat(due).anyMatch(time -> time.isAfter(received.plusSeconds(640)));
    }

    @Test
    void laterWaitsAreThoseOfLaterAttempts() {
        assertThat(times.next(mail(1, Plans.MARKETING, 7), by("default")))
                .isBetween(received.plus(Duration.ofMinutes(54)), received.plus(Duration.ofMinutes(66)));
    }
}
