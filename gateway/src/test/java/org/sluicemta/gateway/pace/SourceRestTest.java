package org.sluicemta.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.pace.PacedPlan.GMAIL;
import static org.sluicemta.gateway.pace.PacedPlan.POOL;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.response.ResponseAction;
import org.sluicemta.response.ResponseAction.Kind;
import org.sluicemta.response.ResponseAction.Trigger;

class SourceRestTest extends PacedSites {
    private static final SourceId ONE = new SourceId("mkt-1");
    private static final SourceId TWO = new SourceId("mkt-2");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Site gmail = site(POOL, GMAIL, 1);

    @BeforeEach
    void twoSources() {
        with(new PacedPlan().source("mkt-1").source("mkt-2"));
    }

    private static Reaction rest(Duration longest, int answers) {
        return new Reaction(
                new ResponseAction(Kind.REST_SOURCE, longest, new Trigger(answers, Duration.ofMinutes(10))), "listed");
    }

    private static final Reaction AT_ONCE = rest(HOUR.multipliedBy(4), 1);
    private static final Reaction THIRD_TIME = rest(HOUR.multipliedBy(4), 3);

    /** Sends a message from the source, which the site refuses. */
    private void refuse(SourceId source, Reaction reaction) {
        Permit permit = taken(gmail);
        permit.replied(source, ACME, reaction);
        permit.end();
    }

    private SourceId sendOne() {
        Permit permit = taken(gmail);
        SourceId from = Objects.requireNonNull(permit.source()).id();
        permit.accepted(from, ACME);
        permit.end();
        return from;
    }

    @Test
    void othersOfThePoolGoOn() {
        refuse(ONE, AT_ONCE);

        for (int i = 0; i < 10; i++) {
            assertThat(sendOne()).isEqualTo(TWO);
        }
    }

    @Test
    void otherSitesAreNotConcerned() {
        refuse(ONE, AT_ONCE);
        refuse(TWO, AT_ONCE);

        assertThat(take(gmail)).isNull();
        assertThat(take(site(POOL, new SiteId("yahoo"), 2))).isNotNull();
    }

    @Test
    void aWaitingTakerIsToldWhenTheFirstRestEnds() {
        refuse(ONE, AT_ONCE);
        time.pass(Duration.ofMinutes(5));
        refuse(TWO, AT_ONCE);
        assertThat(pace.limit(gmail))
                .hasToString("source mkt-1 at gmail: rests until 2026-01-01T00:30:00Z because of listed");
        int timers = time.timers();

        pace.await(gmail);
        assertThat(time.timers()).as("one for each that rests").isEqualTo(timers + 2);
        time.pass(Duration.ofMinutes(25).minusMillis(1));
        assertThat(told).isEmpty();
        time.pass(Duration.ofMillis(1));

        assertThat(told).containsExactly(gmail);
        assertThat(sendOne()).isEqualTo(ONE);
    }

    /** An eighth of the longest time, and twice as long with each probe that is refused. */
    @Test
    void eachRestIsTwiceAsLong() {
        refuse(ONE, AT_ONCE);
        refuse(TWO, rest(HOUR.multipliedBy(168), 1));
        for (int minutes : new int[] {30, 60, 120, 240, 240}) {
            time.pass(MINUTE.multipliedBy(minutes).minusMillis(1));
            assertThat(take(gmail)).isNull();
            time.pass(Duration.ofMillis(1));
            refuse(ONE, THIRD_TIME);
        }
    }

    @Test
    void oneMessageAtATimeProbes() {
        refuse(ONE, AT_ONCE);
        refuse(TWO, rest(HOUR.multipliedBy(168), 1));
        time.pass(Duration.ofMinutes(30));

        Permit probe = taken(gmail);
        assertThat(take(gmail)).isNull();
        pace.await(gmail);
        probe.end();
        assertThat(told).as("the probe said nothing, so the next one is it").hasSize(1);
        Permit next = taken(gmail);
        pace.await(gmail);
        next.accepted(ONE, ACME);

        assertThat(told).as("the site accepts again").hasSize(2);
        taken(gmail);
        taken(gmail);
    }

    @Test
    void whatBeganBeforeTheRestSaysNothingNew() {
        Permit first = taken(gmail);
        Permit late = taken(gmail);
        first.replied(ONE, ACME, AT_ONCE);
        time.pass(Duration.ofMinutes(31));

        late.replied(ONE, ACME, AT_ONCE);
        late.accepted(ONE, ACME);
        first.end();
        late.end();

        refuse(TWO, AT_ONCE);
        assertThat(taken(gmail).source()).extracting(source -> source.id()).isEqualTo(ONE);
        assertThat(take(gmail)).as("still one at a time").isNull();
    }

    @Test
    void itTakesSeveralRefusalsInTime() {
        refuse(ONE, THIRD_TIME);
        refuse(ONE, THIRD_TIME);
        time.pass(Duration.ofMinutes(11));
        refuse(ONE, THIRD_TIME);
        refuse(ONE, THIRD_TIME);
        assertThat(pace.tryTake(gmail)).isNotNull();
        assertThat(pace.resting()).isZero();

        refuse(ONE, THIRD_TIME);

        assertThat(pace.resting()).isOne();
    }

    /** A source that is blocked has nothing accepted, so it was about those messages. */
    @Test
    void whatIsAcceptedInBetweenClearsTheSource() {
        for (int i = 0; i < 5; i++) {
            refuse(ONE, THIRD_TIME);
            refuse(ONE, THIRD_TIME);
            Permit permit = taken(gmail);
            permit.accepted(ONE, ACME);
            permit.end();
        }
        assertThat(pace.resting()).isZero();
    }

    @Test
    void isForgottenAfterAWhile() {
        refuse(ONE, AT_ONCE);
        time.pass(Duration.ofHours(30));

        assertThat(pace.resting()).isZero();
        assertThat(taken(gmail).source()).as("no limit depends on it").isNull();
    }
}
