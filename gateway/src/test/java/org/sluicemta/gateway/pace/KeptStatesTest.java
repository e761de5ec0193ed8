package org.sluicemta.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.pace.PacedPlan.GMAIL;
import static org.sluicemta.gateway.pace.PacedPlan.POOL;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.SourceState;
import org.sluicemta.response.ResponseAction;
import org.sluicemta.response.ResponseAction.Kind;
import org.sluicemta.response.ResponseAction.Trigger;

/** What sites' replies have led to, over a restart and without a database. */
class KeptStatesTest extends PacedSites {
    private static final SourceId ONE = new SourceId("mkt-1");
    private static final Duration SAVED = Duration.ofSeconds(5);
    private static final Reaction REST =
            new Reaction(new ResponseAction(Kind.REST_SOURCE, HOUR.multipliedBy(4), Trigger.AT_ONCE), "listed");
    private static final Reaction SLOWER =
            new Reaction(new ResponseAction(Kind.SLOW_DOWN, Duration.ZERO, Trigger.AT_ONCE), "too-fast");

    private final Site gmail = site(POOL, GMAIL, 1);

    @BeforeEach
    void oneSource() {
        with(new PacedPlan().source("mkt-1"));
    }

    private void reply(Reaction reaction) {
        Permit permit = taken(gmail);
        permit.replied(ONE, ACME, reaction);
        permit.end();
    }

    private void restart() {
        pace.stop();
        time.settle();
        pace = pace(1000);
        time.settle();
    }

    @Test
    void aRestContinuesAndIsTwiceAsLongTheNextTime() {
        reply(REST);
        time.pass(Duration.ofMinutes(10));

        restart();
        assertThat(pace.limit(gmail))
                .hasToString("source mkt-1 at gmail: rests until 2026-01-01T00:30:00Z because of listed");
        time.pass(Duration.ofMinutes(20));
        reply(REST);

        assertThat(pace.limit(gmail)).asString().contains("rests until 2026-01-01T01:30:00Z");
    }

    @Test
    void aLevelContinues() {
        reply(SLOWER);
        SourceState.Pace before = Objects.requireNonNull(paceOf(ONE));

        restart();

        assertThat(paceOf(ONE)).isEqualTo(before);
    }

    @Test
    void isSavedWhileTheServerRuns() {
        reply(REST);
        time.pass(SAVED);

        assertThat(states.load()).hasSize(1);

        time.pass(Duration.ofMinutes(30));
        Permit probe = taken(gmail);
        probe.accepted(ONE, ACME);
        probe.end();
        time.pass(SAVED);
        assertThat(states.load()).as("it is over").isEmpty();
    }

    @Test
    void withoutADatabaseMemoryIsTrue() {
        states.goAway();
        restart();
        reply(REST);
        time.pass(SAVED);
        assertThat(take(gmail)).isNull();

        states.comeBack();
        time.pass(SAVED);
        assertThat(states.load()).singleElement().extracting(SourceState::rest).isNotNull();
    }

    @Test
    void whatIsLoadedLateDoesNotReplaceWhatIsKnown() {
        reply(REST);
        restart();
        states.goAway();
        pace = pace(1000);
        time.settle();
        reply(SLOWER);
        reply(REST);
        String known = String.valueOf(pace.limit(gmail));

        states.comeBack();
        time.pass(SAVED);

        assertThat(pace.limit(gmail)).hasToString(known);
    }
}
