package org.sluicemta.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.sluicemta.gateway.pace.PacedPlan.GMAIL;
import static org.sluicemta.gateway.pace.PacedPlan.POOL;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.egress.SiteTimeouts;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.SourceState;
import org.sluicemta.response.ResponseAction;
import org.sluicemta.response.ResponseAction.Kind;
import org.sluicemta.response.ResponseAction.Trigger;

/** The pace at a provider that doesn't say how much it takes. */
class AdaptivePaceTest extends PacedSites {
    private static final SourceId SOURCE = new SourceId("mkt-1");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Reaction SLOWER = new Reaction(
            new ResponseAction(Kind.SLOW_DOWN, Duration.ZERO, new Trigger(3, Duration.ofMinutes(1))), "too-fast");

    /** Always has more mail. */
    private final class Backlog implements Pace.Taker {
        private final ThrottlingProvider provider;
        private final Duration took;

        Backlog(ThrottlingProvider provider, Duration took) {
            this.provider = provider;
            this.took = took;
        }

        @Override
        public PoolId pool() {
            return POOL;
        }

        @Override
        public SiteId site() {
            return GMAIL;
        }

        @Override
        public void mayTake() {
            time.after(0, this::send);
        }

        void send() {
            Permit permit = pace.tryTake(this);
            if (permit != null) {
                permit.written();
                time.after(took.toNanos(), () -> answer(permit));
            }
            pace.await(this);
        }

        private void answer(Permit permit) {
            if (provider.accepts(time.nanos())) {
                permit.accepted(SOURCE, ACME);
            } else {
                permit.replied(SOURCE, ACME, SLOWER);
            }
            permit.end();
        }
    }

    private ThrottlingProvider begin(double hidden, Duration period, double ceiling) {
        SiteLimits limits = new SiteLimits(20, ceiling, 100, Duration.ofSeconds(5), SiteTimeouts.DEFAULTS);
        with(new PacedPlan().source("mkt-1").gmail(limits).connections(20, 20));
        ThrottlingProvider provider = new ThrottlingProvider(hidden, period);
        new Backlog(provider, Duration.ofMillis(400)).send();
        return provider;
    }

    private SourceState.Pace state() {
        return Objects.requireNonNull(paceOf(SOURCE), "isn't slowed down");
    }

    /** It tells of the level only by refusing; twenty connections would send fifty messages a second. */
    @ParameterizedTest
    @CsvSource({
        "2, 60, 50", "5, 60, 50", "12, 60, 50", "30, 60, 50", "45, 60, 50", "5, 10, 50", "12, 1, 50",
        "2, 60, 0", "5, 60, 0", "12, 60, 0", "30, 60, 0", "45, 60, 0", "5, 10, 0", "12, 1, 0"
    })
    void findsTheLevelInAnHourAndStaysThere(double hidden, int seconds, double ceiling) {
        ThrottlingProvider provider = begin(hidden, Duration.ofSeconds(seconds), ceiling);
        time.pass(HOUR);
        long accepted = provider.accepted();
        long refused = provider.refused();

        int near = 0;
        for (int minute = 0; minute < 180; minute++) {
            time.pass(MINUTE);
            assertThat(state().learned()).isCloseTo(hidden, withinPercentage(10));
            near += Math.abs(state().perSecond() - hidden) <= 0.1 * hidden ? 1 : 0;
        }

        long most = (long) (hidden * 180 * 60);
        assertThat(provider.accepted() - accepted).isGreaterThan(most * 9 / 10);
        assertThat(near).as("minutes within ten percent").isGreaterThan(180 * 8 / 10);
        assertThat(provider.refused() - refused).isLessThan(most / 40);
    }

    @ParameterizedTest
    @CsvSource({"12, 4", "12, 30"})
    void findsTheLevelAgainWhenItChanges(double before, double after) {
        ThrottlingProvider provider = begin(before, MINUTE, 50);
        time.pass(HOUR);

        provider.changeTo(after);
        time.pass(HOUR.multipliedBy(2));

        assertThat(state().learned()).isCloseTo(after, withinPercentage(10));
    }

    @Test
    void neverGoesBelowTheFloor() {
        ThrottlingProvider provider = begin(0.1, MINUTE, 50);
        time.pass(HOUR);

        assertThat(state().perSecond()).isCloseTo(1, withinPercentage(1));
        assertThat(provider.accepted()).isCloseTo(360, withinPercentage(5L));
    }

    @Test
    void isItselfAgainWhenTheProviderIsContent() {
        ThrottlingProvider provider = begin(12, MINUTE, 50);
        time.pass(HOUR);

        provider.changeTo(1000);
        time.pass(HOUR.multipliedBy(3));

        assertThat(paceOf(SOURCE)).isNull();
        long before = provider.accepted();
        time.pass(MINUTE);
        assertThat(provider.accepted() - before).isGreaterThan(49 * 60);
    }
}
