package org.sluicemta.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.testing.time.MutableClock;

class SuspensionTest {
    private static final Fault FAULT =
            Fault.own(Phase.CONNECT, ResponseClass.CONNECTION_FAILED, 451, "4.4.1", "Cannot connect");

    private final MutableClock clock = new MutableClock();
    private final Suspension suspension = new Suspension();

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            suspension.failed(FAULT, clock.instant());
        }
    }

    @Test
    void suspendsAfterFailuresInARow() {
        fail(Suspension.FAILURES_BEFORE - 1);
        assertThat(suspension.begin(clock.instant())).isPresent();

        fail(1);

        assertThat(suspension.begin(clock.instant())).isEmpty();
        assertThat(suspension.until()).isEqualTo(clock.instant().plus(Suspension.FIRST_PAUSE));
    }

    @Test
    void forgetsFailuresAtSuccess() {
        fail(Suspension.FAILURES_BEFORE - 1);
        suspension.succeeded();
        fail(Suspension.FAILURES_BEFORE - 1);

        assertThat(suspension.begin(clock.instant())).isPresent();
    }

    @Test
    void letsOneProbeThroughAfterThePause() {
        fail(Suspension.FAILURES_BEFORE);
        clock.advance(Suspension.FIRST_PAUSE);

        assertThat(suspension.begin(clock.instant())).isPresent();
        assertThat(suspension.begin(clock.instant())).isEmpty();
        assertThat(suspension.mayBegin(clock.instant())).isFalse();
    }

    @Test
    void doublesPauseWithEachFailedProbeUpToLongest() {
        fail(Suspension.FAILURES_BEFORE);
        Duration pause = Suspension.FIRST_PAUSE;
        for (int i = 0; i < 10; i++) {
            clock.advance(pause);
            assertThat(suspension.begin(clock.instant())).isPresent();
            fail(1);
            Duration next = Duration.between(clock.instant(), suspension.until());
            assertThat(next).isGreaterThanOrEqualTo(pause).isLessThanOrEqualTo(Suspension.LONGEST_PAUSE);
            pause = next;
        }
        assertThat(pause).isEqualTo(Suspension.LONGEST_PAUSE);
    }

    @Test
    void doesNotProlongForDeliveriesThatBeganBefore() {
        fail(Suspension.FAILURES_BEFORE);
        var until = suspension.until();

        fail(20);

        assertThat(suspension.until()).isEqualTo(until);
    }
}
