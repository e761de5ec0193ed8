package org.sluicemta.delivery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.SuspendedDomain;
import org.sluicemta.outcome.SmtpReply;

/**
 * Every state of a schedule with everything that can happen to it: once the gate is open and nothing is paused, all mail
 * leaves, no later than the gate is asked again by itself.
 */
class ScheduleWalkTest {
    private static final String DOMAIN = "a.example";
    private static final SuspendedDomain DOWN =
            new SuspendedDomain(TestMail.START, new SmtpReply(421, "4.4.1", "connection refused"));

    private int number;

    enum State {
        EMPTY,
        SITE_REFUSES,
        DOMAIN_REFUSES,
        DOMAIN_DOWN,
        DELIVERING,
        LANE_FULL,
        RESTING,
        PAUSED,
        RESTING_AND_PAUSED,
        SETTLING,
        HANDED_OUT_AGAIN,
        OUTCOME_KNOWN
    }

    enum Input {
        MAIL,
        TOLD_IN_VAIN,
        DELIVERED,
        NOT_ACKNOWLEDGED,
        SESSION_LOST,
        LANE_LOST,
        PAUSED,
        RESUMED,
        PURGED,
        MOMENT_PASSES,
        LONG_TIME_PASSES,
        GATE_CLOSES,
        GATE_OPENS,
        GATE_FORGETS,
        DOMAIN_SUSPENDED
    }

    static Stream<Arguments> walks() {
        List<Arguments> all = new ArrayList<>();
        for (SiteId site : List.of(SiteId.OTHER, TestMail.GMAIL)) {
            for (State state : State.values()) {
                for (Input input : Input.values()) {
                    all.add(Arguments.of(site, state, input));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("walks")
    void leadsOut(SiteId site, State state, Input input) {
        ScheduleModel model = new ScheduleModel(site);
        bring(model, state);

        happen(model, input);
        model.settleDown();

        leave(model);
    }

    @ParameterizedTest
    @MethodSource("walks")
    void leadsOutWhateverHappensAfterwards(SiteId site, State state, Input input) {
        ScheduleModel model = new ScheduleModel(site);
        bring(model, state);
        Random random = new Random(state.ordinal() * 31L + input.ordinal());

        happen(model, input);
        model.settleDown();
        for (int i = 0; i < 40; i++) {
            happen(model, Input.values()[random.nextInt(Input.values().length)]);
            model.settleDown();
        }

        leave(model);
    }

    private void bring(ScheduleModel model, State state) {
        switch (state) {
            case EMPTY -> {}
            case SITE_REFUSES -> closeAndHold(model);
            case DOMAIN_REFUSES -> {
                model.gate.ofOneDomain = 0;
                arrive(model, 3);
            }
            case DOMAIN_DOWN -> {
                model.gate.suspended.put(DOMAIN, DOWN);
                arrive(model, 3);
            }
            case DELIVERING -> arrive(model, 1);
            case LANE_FULL -> arrive(model, 60);
            case RESTING -> rest(model);
            case PAUSED -> {
                closeAndHold(model);
                happen(model, Input.PAUSED);
            }
            case RESTING_AND_PAUSED -> {
                rest(model);
                happen(model, Input.PAUSED);
            }
            case SETTLING -> {
                closeAndHold(model);
                happen(model, Input.PURGED);
            }
            case HANDED_OUT_AGAIN -> {
                arrive(model, 1);
                model.loseSession();
            }
            case OUTCOME_KNOWN -> {
                arrive(model, 1);
                closeAndHold(model);
                happen(model, Input.NOT_ACKNOWLEDGED);
            }
        }
        model.settleDown();
    }

    private void closeAndHold(ScheduleModel model) {
        model.gate.open = false;
        arrive(model, 3);
    }

    private void rest(ScheduleModel model) {
        closeAndHold(model);
        pass(model, Duration.ofSeconds(10));
        assertThat(model.schedule.held()).isZero();
        assertThat(model.isEverythingDone()).isFalse();
    }

    private void arrive(ScheduleModel model, int count) {
        for (int i = 0; i < count; i++) {
            model.arrive(TestMail.shared(model.site, number++, "acme", DOMAIN).received(model.now));
        }
        model.settleDown();
    }

    private static void pass(ScheduleModel model, Duration time) {
        model.now = model.now.plus(time);
        model.gate.at(model.now);
        model.settleDown();
    }

    private void happen(ScheduleModel model, Input input) {
        switch (input) {
            case MAIL -> arrive(model, 1);
            case TOLD_IN_VAIN -> model.gate.tellAnyway(model.schedule);
            case DELIVERED -> endOne(model, true);
            case NOT_ACKNOWLEDGED -> {
                endOne(model, false);
                model.loseSession();
            }
            case SESSION_LOST -> model.loseSession();
            case LANE_LOST -> model.loseLane(model.lane(null));
            case PAUSED -> {
                model.paused.add(model.lane(null));
                model.pausesChange();
            }
            case RESUMED -> {
                model.paused.clear();
                model.pausesChange();
            }
            case PURGED -> model.purge(model.lane(null));
            case MOMENT_PASSES -> pass(model, Duration.ofSeconds(6));
            case LONG_TIME_PASSES -> pass(model, ScheduleModel.LIMITS.askAgainAfter());
            case GATE_CLOSES -> model.gate.open = false;
            case GATE_OPENS -> {
                model.gate.open = true;
                model.gate.ofOneDomain = 2;
            }
            case GATE_FORGETS -> model.gateForgets();
            case DOMAIN_SUSPENDED -> model.gate.suspended.put(DOMAIN, DOWN);
        }
    }

    private static void endOne(ScheduleModel model, boolean acknowledged) {
        if (!model.underWay.isEmpty()) {
            model.end(model.underWay.getFirst(), acknowledged);
        }
    }

    private void leave(ScheduleModel model) {
        model.gate.suspended.clear();
        happen(model, Input.GATE_OPENS);
        happen(model, Input.RESUMED);
        pass(model, ScheduleModel.LIMITS.askAgainAfter());
        for (int i = 0; i < 1000 && !model.isEverythingDone(); i++) {
            endOne(model, true);
            model.settleDown();
        }
        assertThat(model.isEverythingDone()).as(model::whatIsLeft).isTrue();
        assertThat(model.schedule.isIdle()).isTrue();
        assertThat(model.held.messages() + model.inFlight.messages()).isZero();
    }
}
