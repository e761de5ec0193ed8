package org.sluicemta.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.gateway.pace.Pace;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.testing.time.MutableClock;

/**
 * Every state of a suspension with every way a delivery can end: after each, a delivery may begin again no later than the
 * longest pause, and the one that succeeds opens the place for all.
 */
class SuspensionWalkTest {
    private static final String DOMAIN = "down.example";
    private static final Fault FAULT =
            Fault.own(Phase.CONNECT, ResponseClass.CONNECTION_FAILED, 451, "4.4.1", "Cannot connect");

    private final MutableClock clock = new MutableClock();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    /** How a delivery that was given a slot ends, as far as its site hears of it. */
    enum Input {
        LOOKUP_FAILS,
        TIMES_OUT,
        NO_CONNECTION,
        SLOT_REFUSED,
        CANCELLED,
        FAULT_OF_OURS,
        SUCCESS,
        DEFERRAL
    }

    enum State {
        UP,
        FAILING,
        ABOUT_TO_BE_SUSPENDED,
        SUSPENDED,
        PAUSE_OVER,
        PROBING,
        SUSPENDED_FOR_LONG
    }

    static Stream<Arguments> walks() {
        List<Arguments> all = new ArrayList<>();
        for (boolean common : new boolean[] {true, false}) {
            for (State state : State.values()) {
                for (Input input : Input.values()) {
                    all.add(Arguments.of(common, state, input));
                }
            }
        }
        return all.stream();
    }

    private SlotLimiter limiter(boolean common) {
        SiteId site = common ? SiteId.OTHER : new SiteId("down");
        EgressPlan plan = Plans.withLimits(SiteLimits.DEFAULTS);
        Pace pace = Plans.pace(() -> plan, timer);
        return new SlotLimiter(Plans.POOL, site, () -> plan, pace, clock, System::nanoTime, 0, timer);
    }

    @ParameterizedTest
    @MethodSource("walks")
    void leadsOut(boolean common, State state, Input input) {
        SlotLimiter limiter = limiter(common);
        Optional<Leave> probe = bring(limiter, state);
        probe.or(() -> limiter.tryTake(DOMAIN)).ifPresent(leave -> end(limiter, leave, input));

        clock.advance(Suspension.LONGEST_PAUSE);
        Leave next = limiter.tryTake(DOMAIN).orElseThrow();
        end(limiter, next, Input.SUCCESS);

        assertThat(limiter.down(DOMAIN)).isEmpty();
        assertThat(limiter.suspendedUntil()).isNull();
        assertThat(limiter.tryTake(DOMAIN)).isPresent();
        assertThat(limiter.tryTake(DOMAIN)).as("for all").isPresent();
        assertThat(limiter.inFlight()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("walks")
    void leadsOutOfWhateverHappensAfterwards(boolean common, State state, Input input) {
        SlotLimiter limiter = limiter(common);
        bring(limiter, state).ifPresent(leave -> end(limiter, leave, input));
        Random random = new Random(state.ordinal() * 31L + input.ordinal());
        List<Leave> out = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            if (random.nextBoolean()) {
                limiter.tryTake(DOMAIN).ifPresent(out::add);
            } else if (!out.isEmpty()) {
                Input any = Input.values()[random.nextInt(Input.values().length)];
                end(limiter, out.remove(random.nextInt(out.size())), any);
            }
            clock.advance(Suspension.FIRST_PAUSE.multipliedBy(random.nextInt(3)).dividedBy(2));
        }
        out.forEach(leave -> end(limiter, leave, Input.CANCELLED));

        clock.advance(Suspension.LONGEST_PAUSE);

        assertThat(limiter.inFlight()).isZero();
        assertThat(limiter.tryTake(DOMAIN)).isPresent();
    }

    private Optional<Leave> bring(SlotLimiter limiter, State state) {
        switch (state) {
            case UP -> {}
            case FAILING -> fail(limiter, 1);
            case ABOUT_TO_BE_SUSPENDED -> fail(limiter, Suspension.FAILURES_BEFORE - 1);
            case SUSPENDED -> fail(limiter, Suspension.FAILURES_BEFORE);
            case PAUSE_OVER -> {
                fail(limiter, Suspension.FAILURES_BEFORE);
                clock.advance(Suspension.FIRST_PAUSE);
            }
            case PROBING -> {
                fail(limiter, Suspension.FAILURES_BEFORE);
                clock.advance(Suspension.FIRST_PAUSE);
                Optional<Leave> probe = limiter.tryTake(DOMAIN);
                assertThat(limiter.tryTake(DOMAIN)).as("one probe at a time").isEmpty();
                return probe;
            }
            case SUSPENDED_FOR_LONG -> {
                fail(limiter, Suspension.FAILURES_BEFORE);
                for (int i = 0; i < 10; i++) {
                    clock.advance(Suspension.LONGEST_PAUSE);
                    fail(limiter, 1);
                }
            }
        }
        return Optional.empty();
    }

    private void fail(SlotLimiter limiter, int times) {
        for (int i = 0; i < times; i++) {
            end(limiter, limiter.tryTake(DOMAIN).orElseThrow(), Input.NO_CONNECTION);
        }
    }

    private static void end(SlotLimiter limiter, Leave leave, Input input) {
        switch (input) {
            case TIMES_OUT, NO_CONNECTION -> leave.notConnected(DOMAIN, FAULT);
            case SUCCESS, DEFERRAL -> leave.connected(DOMAIN);
            case LOOKUP_FAILS, SLOT_REFUSED, CANCELLED, FAULT_OF_OURS -> {}
        }
        limiter.release(leave);
    }
}
