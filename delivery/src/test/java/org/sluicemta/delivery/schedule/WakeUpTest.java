package org.sluicemta.delivery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.sluicemta.delivery.schedule.Decision.CloseLane;
import org.sluicemta.delivery.schedule.Decision.Deliver;
import org.sluicemta.delivery.schedule.Decision.Expire;
import org.sluicemta.delivery.schedule.Decision.GiveBack;
import org.sluicemta.delivery.schedule.Decision.MoveOut;
import org.sluicemta.delivery.schedule.Decision.OpenLane;
import org.sluicemta.delivery.schedule.Decision.Settle;
import org.sluicemta.delivery.schedule.Decision.Target;
import org.sluicemta.delivery.schedule.Decision.WantMore;
import org.sluicemta.egress.SiteId;
import org.sluicemta.lane.LaneName;

/** What a schedule asks for, and when it goes on. */
class WakeUpTest {
    private static final Instant START = TestMail.START;
    private static final LaneName SHARED = new LaneName(TestMail.POOL, TestMail.GMAIL, null);

    private final SimulatedGate gate = new SimulatedGate(false, 1, 1, null);
    private final NodeBudget held = new NodeBudget(1000, 1 << 20);
    private final NodeBudget inFlight = new NodeBudget(1000, 1 << 20);
    private final SiteSchedule<TestMail> schedule = schedule(TestMail.GMAIL, gate);

    private SiteSchedule<TestMail> schedule(SiteId site, SimulatedGate at) {
        return new SiteSchedule<>(site, at, ScheduleLimits.DEFAULTS, held, inFlight, tenant -> 1, new NoCampaigns<>());
    }

    private List<Decision<TestMail>> decisions(Instant now) {
        gate.at(now);
        List<Decision<TestMail>> all = new ArrayList<>();
        for (Decision<TestMail> next = schedule.next(now); next != null; next = schedule.next(now)) {
            all.add(next);
        }
        return all;
    }

    private static TestMail mail(int number) {
        return TestMail.shared(TestMail.GMAIL, number, "acme", "gmail.com");
    }

    @Test
    void asksAFullGateOnceUntilItIsTold() {
        schedule.offer(mail(1));
        schedule.offer(mail(2));
        decisions(START);
        int asked = gate.asked;

        schedule.offer(mail(3));
        for (int i = 0; i < 100; i++) {
            decisions(START.plusMillis(i));
        }

        assertThat(gate.asked).isEqualTo(asked);
    }

    @Test
    void goesOnWhenTheGateIsReady() {
        schedule.offer(mail(1));
        schedule.offer(mail(2));
        Deliver<TestMail> first = (Deliver<TestMail>) decisions(START).getFirst();

        first.slot().release();
        schedule.ended(first.mail(), true);
        gate.tell(schedule);

        assertThat(decisions(START)).singleElement().isInstanceOf(Deliver.class);
    }

    @Test
    void asksAGateAgainThatHasSaidNothingForTooLong() {
        schedule.offer(mail(1));
        schedule.offer(mail(2));
        decisions(START);
        gate.forgetWaiting();
        gate.connections = 2;

        assertThat(schedule.wakeAt()).isEqualTo(START.plus(ScheduleLimits.DEFAULTS.askAgainAfter()));
        assertThat(decisions(START.plus(ScheduleLimits.DEFAULTS.askAgainAfter())))
                .singleElement()
                .isInstanceOf(Deliver.class);
    }

    @Test
    void wantsMoreOfALaneThatWasFullOnceHalfOfItHasLeft() {
        gate.connections = 500;
        gate.open = false;
        int number = 0;
        while (schedule.offer(TestMail.own(TestMail.GMAIL, number, "acme", "gmail.com"))) {
            number++;
        }
        assertThat(number).isEqualTo(ScheduleLimits.DEFAULTS.heldOfLane());
        assertThat(decisions(START)).isEmpty();

        gate.open = true;
        gate.tell(schedule);

        List<Decision<TestMail>> decisions = decisions(START);
        assertThat(decisions).filteredOn(WantMore.class::isInstance).hasSize(1);
        assertThat(decisions.indexOf(decisions.stream()
                        .filter(WantMore.class::isInstance)
                        .findFirst()
                        .orElseThrow()))
                .isEqualTo(number / 2);
    }

    @Test
    void eachLaneHoldsOneMessageWhenTheNodeHasNoRoomForMore() {
        NodeBudget full = new NodeBudget(0, 0);
        SiteSchedule<TestMail> poor = new SiteSchedule<>(
                TestMail.GMAIL, gate, ScheduleLimits.DEFAULTS, full, inFlight, tenant -> 1, new NoCampaigns<>());

        for (int i = 0; i < 100; i++) {
            String tenant = "t" + i;
            assertThat(poor.offer(TestMail.own(TestMail.GMAIL, i, tenant, "gmail.com")))
                    .isTrue();
            assertThat(poor.offer(TestMail.own(TestMail.GMAIL, 1000 + i, tenant, "gmail.com")))
                    .isFalse();
        }
        assertThat(full.messages()).isEqualTo(100);
        assertThat(poor.next(START)).isInstanceOf(Deliver.class);
        assertThat(poor.next(START)).isInstanceOf(WantMore.class);
    }

    @Test
    void aSiteThatRefusesIsLeftAloneAndReopenedWhenTheGateIsReady() {
        gate.open = false;
        schedule.offer(mail(1));
        Instant due = START.plus(ScheduleLimits.DEFAULTS.restAfter());
        assertThat(decisions(START)).isEmpty();
        assertThat(schedule.wakeAt()).isEqualTo(due);

        assertThat(decisions(due)).containsExactly(new CloseLane<>(SHARED), new GiveBack<>(mail(1)));
        assertThat(schedule.offer(mail(1))).isFalse();
        assertThat(held.messages()).isZero();

        gate.open = true;
        gate.tell(schedule);
        assertThat(decisions(due)).containsExactly(new OpenLane<>(SHARED));
        assertThat(schedule.offer(mail(1))).isTrue();
        assertThat(decisions(due)).singleElement().isInstanceOf(Deliver.class);
    }

    @Test
    void mailOfAPausedTenantMovesToItsOwnLane() {
        gate.open = false;
        schedule.offer(mail(1));
        LaneName own = new LaneName(TestMail.POOL, TestMail.GMAIL, mail(1).tenant());

        schedule.pausesChanged(own::equals);
        schedule.offer(mail(2));

        assertThat(decisions(START))
                .containsExactly(
                        new MoveOut<>(mail(1), Target.LANE_OF_TENANT), new MoveOut<>(mail(2), Target.LANE_OF_TENANT));
    }

    @Test
    void expiresWhatIsHeldWhenItsTimeIsUp() {
        gate.open = false;
        Instant end = START.plusSeconds(2);
        schedule.offer(mail(1).expires(end));
        assertThat(decisions(START)).isEmpty();
        assertThat(schedule.wakeAt()).isEqualTo(end);

        assertThat(decisions(end)).containsExactly(new Expire<>(mail(1).expires(end)));
    }

    @Test
    void aMessageThatComesAgainWhileItIsDeliveredIsNotDeliveredTwice() {
        schedule.offer(mail(1));
        Deliver<TestMail> first = (Deliver<TestMail>) decisions(START).getFirst();
        schedule.sessionLost();

        assertThat(schedule.offer(mail(1).again())).isTrue();
        assertThat(decisions(START)).isEmpty();
        first.slot().release();
        schedule.ended(first.mail(), false);

        assertThat(decisions(START)).containsExactly(new Settle<>(mail(1)));
    }

    @Test
    void aMessageThatWasNotAcknowledgedIsSettledWhenItComesAgain() {
        schedule.offer(mail(1));
        Deliver<TestMail> first = (Deliver<TestMail>) decisions(START).getFirst();
        first.slot().release();
        schedule.ended(first.mail(), false);
        schedule.sessionLost();

        schedule.offer(mail(1).again());

        assertThat(decisions(START)).containsExactly(new Settle<>(mail(1)));
    }

    @Test
    void higherPriorityGoesFirstAmongATenantsMail() {
        gate.open = false;
        schedule.offer(mail(1));
        schedule.offer(mail(2).priority(-3));
        schedule.offer(mail(3).priority(4));
        schedule.offer(mail(4));
        decisions(START);
        gate.open = true;
        gate.connections = 9;
        gate.tell(schedule);

        assertThat(decisions(START))
                .map(decision -> ((Deliver<TestMail>) decision).mail().number())
                .containsExactly(3, 1, 4, 2);
    }

    @Test
    void tenantsShareByWeight() {
        gate.connections = 100;
        SiteSchedule<TestMail> weighted = new SiteSchedule<>(
                TestMail.GMAIL,
                gate,
                ScheduleLimits.DEFAULTS,
                held,
                inFlight,
                tenant -> tenant.value().equals("heavy") ? 3 : 1,
                new NoCampaigns<>());
        for (int i = 0; i < 60; i++) {
            weighted.offer(TestMail.own(TestMail.GMAIL, i, i % 2 == 0 ? "heavy" : "light", "gmail.com"));
        }
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            order.append(((Deliver<TestMail>) Objects.requireNonNull(weighted.next(START)))
                    .mail()
                    .tenant()
                    .value()
                    .charAt(0));
        }
        assertThat(order).hasToString("hhhlhhhlhhhlhhhl");
    }

    @Test
    void aLargeMessageWaitsNoLongerForItsTurnButItsTenantSitsOutAfterwards() {
        gate.connections = 100;
        schedule.offer(TestMail.own(TestMail.GMAIL, 0, "large", "gmail.com").content(1 << 20));
        schedule.offer(TestMail.own(TestMail.GMAIL, 1, "large", "gmail.com").content(1 << 20));
        for (int i = 2; i < 30; i++) {
            schedule.offer(TestMail.own(TestMail.GMAIL, i, "small", "gmail.com"));
        }

        List<Integer> order = decisions(START).stream()
                .map(decision -> ((Deliver<TestMail>) decision).mail().number())
                .toList();

        assertThat(order.indexOf(0)).isZero();
        assertThat(order.indexOf(1)).isEqualTo(6);
    }
}
