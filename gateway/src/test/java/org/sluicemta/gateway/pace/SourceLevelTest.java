package org.sluicemta.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sluicemta.gateway.pace.PacedPlan.GMAIL;
import static org.sluicemta.gateway.pace.PacedPlan.POOL;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.egress.SiteTimeouts;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.SourceState;
import org.sluicemta.response.ResponseAction;
import org.sluicemta.response.ResponseAction.Kind;
import org.sluicemta.response.ResponseAction.Trigger;

class SourceLevelTest extends PacedSites {
    private static final SourceId ONE = new SourceId("mkt-1");
    private static final SourceId TWO = new SourceId("mkt-2");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Reaction SLOWER =
            new Reaction(new ResponseAction(Kind.SLOW_DOWN, Duration.ZERO, Trigger.AT_ONCE), "too-fast");

    private final Site gmail = site(POOL, GMAIL, 1);

    @BeforeEach
    void oneSource() {
        with(new PacedPlan().source("mkt-1").gmail(limits(50)));
    }

    private static SiteLimits limits(double ceiling) {
        return new SiteLimits(20, ceiling, 100, Duration.ofSeconds(5), SiteTimeouts.DEFAULTS);
    }

    private SourceState.Pace state() {
        return Objects.requireNonNull(paceOf(ONE), "isn't slowed down");
    }

    private void accept(SourceId source) {
        Permit permit = taken(gmail);
        permit.written();
        permit.accepted(source, ACME);
        permit.end();
    }

    private void object() {
        Permit permit = taken(gmail);
        permit.replied(ONE, ACME, SLOWER);
        permit.end();
    }

    /** Ten messages a second for a minute. */
    private void sendFast() {
        for (int i = 0; i < 600; i++) {
            accept(ONE);
            time.pass(Duration.ofMillis(100));
        }
    }

    private void cut() {
        sendFast();
        object();
    }

    @Test
    void beginsWithHalfOfWhatWasAcceptedLately() {
        cut();

        assertThat(state().perSecond()).isCloseTo(5, within(0.3));
        assertThat(state().learned()).isCloseTo(10, within(0.6));
        assertThat(pace.limit(gmail)).isNull();
        taken(gmail);
        assertThat(pace.limit(gmail))
                .asString()
                .startsWith("source mkt-1 at gmail: 5")
                .contains(
                        "messages/s (level 50 %: cut once, last because of too-fast; objects at 10", "10 connections");
    }

    @Test
    void messagesAreSpreadEvenly() {
        cut();
        double perSecond = state().perSecond();
        List<Long> times = new ArrayList<>();

        for (int i = 0; i < 20; i++) {
            pace.await(gmail);
            while (told.isEmpty()) {
                time.pass(Duration.ofMillis(1));
            }
            told.clear();
            Permit permit = taken(gmail);
            permit.written();
            times.add(time.nanos());
            permit.end();
        }

        assertThat(mostIn(SECOND, times)).isLessThanOrEqualTo((int) Math.ceil(perSecond));
    }

    @Test
    void whatBeganBeforeACutDoesNotCutAgain() {
        sendFast();
        Permit first = taken(gmail);
        Permit second = taken(gmail);
        first.replied(ONE, ACME, SLOWER);
        double once = state().perSecond();
        time.pass(SECOND);

        second.replied(ONE, ACME, SLOWER);
        assertThat(state().perSecond()).isEqualTo(once);
        first.end();
        second.end();

        object();
        assertThat(state().perSecond()).isCloseTo(once / 2, within(0.01));
    }

    @Test
    void risesOnlyWhileMailIsSentAndTheSiteIsContent() {
        cut();
        double cut = state().perSecond();

        time.pass(Duration.ofMinutes(30));
        accept(ONE);
        assertThat(state().perSecond()).as("nothing was tried").isEqualTo(cut);

        for (int i = 0; i < 600; i++) {
            sendAllAccepted();
            time.pass(Duration.ofMillis(100));
        }
        assertThat(state().perSecond()).as("after a minute").isGreaterThan(cut);
    }

    private void sendAllAccepted() {
        for (Permit permit = take(gmail); permit != null; permit = take(gmail)) {
            permit.written();
            permit.accepted(ONE, ACME);
            permit.end();
        }
    }

    @Test
    void fewerConnectionsToo() {
        cut();
        List<Permit> out = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Permit permit = take(gmail);
            if (permit != null) {
                permit.written();
                out.add(permit);
            }
            time.pass(SECOND);
        }
        assertThat(out).as("of twenty").hasSizeBetween(9, 11);
        assertThat(pace.limit(gmail)).extracting(LimitReached::kind).isEqualTo(LimitReached.Kind.LEVEL);

        pace.await(gmail);
        out.getFirst().end();
        assertThat(told).containsExactly(gmail);
    }

    @Test
    void otherSourcesOfThePoolTakeOver() {
        with(new PacedPlan().source("mkt-1").source("mkt-2").gmail(limits(50)));
        sendFast();
        Permit slowed = taken(gmail);
        slowed.replied(ONE, ACME, SLOWER);
        slowed.end();

        int ofTwo = 0;
        for (int i = 0; i < 100; i++) {
            Permit permit = taken(gmail);
            permit.written();
            ofTwo += Objects.requireNonNull(permit.source()).id().equals(TWO) ? 1 : 0;
            permit.end();
        }
        assertThat(ofTwo).isGreaterThan(97);
    }

    /** A gauge gives back the turn of a message that no server heard of. */
    @Test
    void whatNoServerHeardOfCostsNothing() {
        cut();
        for (int i = 0; i < 100; i++) {
            taken(gmail).end();
        }
    }

    @Test
    void isForgottenWithoutMail() {
        cut();
        time.pass(Duration.ofDays(8));

        assertThat(paceOf(ONE)).isNull();
    }
}
