package org.sluicemta.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.pace.PacedPlan.GMAIL;
import static org.sluicemta.gateway.pace.PacedPlan.OTHER_POOL;
import static org.sluicemta.gateway.pace.PacedPlan.POOL;
import static org.sluicemta.gateway.pace.PacedPlan.cap;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.CapReserve;
import org.sluicemta.egress.MessageCap;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.WarmUp;
import org.sluicemta.egress.WarmUp.Overflow;
import org.sluicemta.egress.WarmUpHold;
import org.sluicemta.egress.WarmUpPlan;

/** How many messages leave under caps, from which source, and what is kept of that. */
class CapsTest extends PacedSites {
    @Test
    void sendsNoMoreThanEachCapOfAPoolAllowsAndTellsWhy() {
        with(new PacedPlan().pool(POOL, cap(5, SECOND), cap(12, HOUR)));
        time.pass(SECOND);
        Site gmail = site(POOL, GMAIL, 1);

        assertThat(sendAll(gmail)).isEqualTo(5);
        assertThat(pace.limit(gmail)).hasToString("pool marketing: 5/1s");
        time.pass(SECOND.plusMillis(20));
        assertThat(sendAll(gmail)).isEqualTo(5);
        time.pass(SECOND.plusMillis(20));
        assertThat(sendAll(gmail)).isEqualTo(2);
        assertThat(pace.limit(gmail)).hasToString("pool marketing: 12/1h");
        assertThat(take(site(OTHER_POOL, GMAIL, 1))).as("another pool").isNotNull();
    }

    @Test
    void aSecondCanNeverSeeMoreAfterAStart() {
        with(new PacedPlan().pool(POOL, cap(5, SECOND)));

        assertThat(take(site(POOL, GMAIL, 1)))
                .as("the server before may have sent five just now")
                .isNull();
    }

    @Test
    void leavesFromTheSourcesThatMay() {
        with(new PacedPlan()
                .source("one", cap(3, HOUR))
                .source("two", cap(5, HOUR))
                .sourceAtGmail(cap(4, HOUR)));
        Site gmail = site(POOL, GMAIL, 1);
        Map<SourceId, Integer> used = new HashMap<>();

        for (Permit permit = take(gmail); permit != null; permit = take(gmail)) {
            used.merge(Objects.requireNonNull(permit.source()).id(), 1, Integer::sum);
            permit.written();
            permit.end();
        }

        assertThat(used).containsOnly(Map.entry(new SourceId("one"), 3), Map.entry(new SourceId("two"), 4));
        assertThat(sendAll(site(POOL, new SiteId("outlook"), 2)))
                .as("what two may still send elsewhere")
                .isEqualTo(1);
    }

    @Test
    void leavesOutASourceWhoseAddressIsMissing() {
        PacedPlan two = new PacedPlan().source("one", cap(3, HOUR)).source("two", cap(5, HOUR));
        with(two);
        missing =
                List.of(Objects.requireNonNull(plan.pools().get(POOL)).sources().getFirst());

        assertThat(sendAll(site(POOL, GMAIL, 1))).isEqualTo(5);
    }

    @Test
    void aMessageThatDoesNotLeaveDoesNotCount() {
        with(new PacedPlan().pool(POOL, cap(2, HOUR)));
        Site gmail = site(POOL, GMAIL, 1);

        for (int i = 0; i < 10; i++) {
            taken(gmail).end();
        }

        assertThat(sendAll(gmail)).isEqualTo(2);
    }

    @Test
    void aSecondTransactionOfTheSameMessageCounts() {
        with(new PacedPlan().pool(POOL, cap(2, HOUR)));
        Permit permit = taken(site(POOL, GMAIL, 1));

        assertThat(another(permit)).as("the first").isTrue();
        permit.written();
        permit.written();
        assertThat(another(permit)).as("the second").isTrue();
        permit.written();
        assertThat(another(permit)).as("the third").isFalse();
        permit.end();

        assertThat(take(site(POOL, GMAIL, 1))).isNull();
    }

    private boolean another(Permit permit) {
        CompletableFuture<Boolean> answer = permit.another().toCompletableFuture();
        time.settle();
        return answer.join();
    }

    @Test
    void aReloadGivesNobodyAFreshBucket() {
        with(new PacedPlan().pool(POOL, cap(100, HOUR)));
        Site gmail = site(POOL, GMAIL, 1);
        for (int i = 0; i < 60; i++) {
            send(gmail);
        }

        with(new PacedPlan().pool(POOL, cap(80, HOUR)));
        assertThat(sendAll(gmail)).isBetween(18, 20);
        with(new PacedPlan().pool(POOL, cap(200, HOUR)));
        assertThat(sendAll(gmail)).isBetween(118, 122);
    }

    @Test
    void whatIsReservedMayLeaveWhileTheStoreIsAway() {
        with(new PacedPlan().pool(POOL, cap(1_000, HOUR)));
        Site gmail = site(POOL, GMAIL, 1);
        send(gmail);
        time.settle();
        reserve.goAway();

        assertThat(sendAll(gmail)).isEqualTo(9);
        assertThat(pace.limit(gmail)).hasToString("pool marketing: 1000/1h (the database doesn't answer)");
        pace.await(gmail);
        reserve.comeBack();
        time.pass(Duration.ofSeconds(10));

        assertThat(told).contains(gmail);
    }

    /** Metrics and pages look all the time, at pools that have no mail too. */
    @Test
    void whoOnlyLooksReservesNothing() {
        with(new PacedPlan().pool(POOL, cap(1_000, HOUR)));
        Site gmail = site(POOL, GMAIL, 1);

        assertThat(pace.limit(gmail)).isNull();
        time.settle();

        assertThat(reserve.used("pool marketing", HOUR)).isZero();
        assertThat(pace.tryTake(gmail)).as("the first has to ask").isNull();
        assertThat(pace.limit(gmail)).as("and waits for the answer").isNotNull();
    }

    /** A machine that was suspended, as virtual ones are: another node may have reserved what had lapsed. */
    @Test
    void whatHasLapsedIsNeitherUsedNorProlonged() {
        with(new PacedPlan().pool(POOL, cap(10, HOUR)));
        Site gmail = site(POOL, GMAIL, 1);
        send(gmail);
        time.settle();
        Permit begun = taken(gmail);
        time.settle();
        time.suspend(CapReserve.HELD.plus(HOUR).plusMinutes(1));
        Pace other = pace(1000);
        Pace mine = pace;
        pace = other;
        assertThat(sendAll(gmail)).isEqualTo(10);

        pace = mine;
        time.pass(Duration.ofMinutes(5));
        assertThat(take(gmail)).isNull();
        begun.end();
        time.pass(Duration.ofMinutes(5));
        assertThat(take(gmail)).isNull();
    }

    /** What one has and doesn't use goes to the other. */
    @Test
    void twoNodesShareACap() {
        with(new PacedPlan().pool(POOL, cap(500, HOUR)));
        Pace other = pace(1000);
        Site gmail = site(POOL, GMAIL, 1);
        for (int i = 0; i < 7; i++) {
            send(gmail);
        }
        Pace mine = pace;
        pace = other;
        int before = sendAll(gmail);
        pace = mine;

        assertThat(before).isBetween(485, 493);
        time.pass(Duration.ofMinutes(3));
        pace = other;
        assertThat(before + sendAll(gmail)).isEqualTo(493);
    }

    @Test
    void aHeldWarmUpRepeatsItsDay() {
        LocalDate first = time.clock().today();
        with(new PacedPlan().warmingUp("new", first, 60L, 600L));
        Site gmail = site(POOL, GMAIL, 1);
        pace.hold(List.of(new WarmUpHold(new SourceId("new"), first, WarmUpHold.REPEAT, "bounces")));
        time.pass(Duration.ofDays(1).plusMinutes(2));

        assertThat(sendAll(gmail)).as("an hour of the first day").isEqualTo(5);
        assertThat(pace.limit(gmail)).hasToString("warm-up of source new: 5/1h");
        time.pass(Duration.ofDays(1));

        assertThat(sendAll(gmail)).as("an hour of the second").isEqualTo(50);
    }

    /** Five days of more mail than it may send, with a restart on the fourth. */
    @Test
    void aNewSourceSendsByItsPlanAndIsThenFree() {
        LocalDate first = time.clock().today();
        Long[] plan = {60L, 60L, 120L, 240L, 480L};
        with(new PacedPlan().warmingUp("new", first, plan));
        Site gmail = site(POOL, GMAIL, 1);
        List<Long> left = new ArrayList<>();
        for (int minute = 1; minute < 5 * 24 * 60; minute++) {
            time.pass(Duration.ofMinutes(1));
            for (int sent = sendAll(gmail); sent > 0; sent--) {
                left.add(time.nanos());
            }
            if (minute == 80 * 60) {
                pace.stop();
                time.settle();
                pace = pace(1000);
            }
        }

        assertThat(mostIn(HOUR, left)).isLessThanOrEqualTo(40);
        int before = 0;
        for (int day = 0; day < 5; day++) {
            long end = Duration.ofDays(day + 1).toNanos();
            int sent = (int) left.stream().filter(when -> when < end).count() - before;
            before += sent;
            assertThat((long) sent).as("day " + (day + 1)).isBetween(plan[day] * 8 / 10, plan[day]);
        }
        time.pass(Duration.ofMinutes(2));
        assertThat(taken(gmail).source())
                .as("the plan is over: nothing chooses")
                .isNull();
    }

    @Test
    void whatASourceInItsWarmUpMayNotSendLeavesFromTheOthers() {
        with(new PacedPlan().warmingUp("new", time.clock().today(), 24L).source("old"));
        Site gmail = site(POOL, GMAIL, 1);
        Map<SourceId, Integer> used = new HashMap<>();

        for (int i = 0; i < 100; i++) {
            Permit permit = taken(gmail);
            used.merge(Objects.requireNonNull(permit.source()).id(), 1, Integer::sum);
            permit.written();
            permit.end();
            time.settle();
        }

        assertThat(used).containsOnly(Map.entry(new SourceId("new"), 2), Map.entry(new SourceId("old"), 98));
    }

    @Test
    void aWarmUpForASiteLimitsNothingElse() {
        WarmUp atGmail = new WarmUp(plan(24L), time.clock().today(), GMAIL, Overflow.POOL);
        with(new PacedPlan().warmingUp("new", atGmail));

        assertThat(sendAll(site(POOL, GMAIL, 1))).isEqualTo(2);
        assertThat(pace.limit(site(POOL, GMAIL, 1))).hasToString("warm-up of source new at gmail: 2/1h");
        assertThat(take(site(POOL, SiteId.OTHER, 1))).as("another site").isNotNull();
    }

    @Test
    void thePoolWaitsForASourceWhoseWarmUpSaysSo() {
        WarmUp waits = new WarmUp(plan(24L), time.clock().today(), null, Overflow.WAIT);
        with(new PacedPlan().warmingUp("new", waits).source("old"));
        Site gmail = site(POOL, GMAIL, 1);

        assertThat(sendAll(gmail)).as("two from each, in turn").isBetween(4, 5);
        assertThat(pace.limit(gmail)).hasToString("warm-up of source new: 2/1h");
        time.pass(HOUR.plusMinutes(3));

        assertThat(sendAll(gmail)).isEqualTo(4);
    }

    private static WarmUpPlan plan(Long... days) {
        return new WarmUpPlan("test", List.of(days));
    }

    /** Whatever happens in whatever order, no period sees more than its cap, and nothing is left behind. */
    @Test
    void noPeriodSeesMoreThanItsCap() {
        MessageCap[] caps = {cap(40, SECOND), cap(300, Duration.ofSeconds(20)), cap(700, Duration.ofMinutes(1))};
        with(new PacedPlan().pool(POOL, caps));
        Random random = new Random(11);
        List<Permit> out = new ArrayList<>();
        List<Long> left = new ArrayList<>();
        Site gmail = site(POOL, GMAIL, 1);
        for (int step = 0; step < 60_000; step++) {
            time.pass(Duration.ofMillis(random.nextInt(8)));
            Permit permit = pace.tryTake(gmail);
            if (permit != null) {
                out.add(permit);
            }
            while (out.size() > 20 || !out.isEmpty() && random.nextInt(3) == 0) {
                Permit ended = out.remove(random.nextInt(out.size()));
                if (random.nextInt(4) > 0) {
                    ended.written();
                    left.add(time.nanos());
                }
                ended.end();
            }
            if (random.nextInt(10_000) == 0) { // killed: nobody says what was used
                pace = pace(1000);
                out.clear();
            }
        }

        for (MessageCap cap : caps) {
            assertThat(mostIn(cap.period(), left)).as(cap.toString()).isLessThanOrEqualTo((int) cap.messages());
        }
        assertThat(left.size()).isGreaterThan(700);
    }
}
