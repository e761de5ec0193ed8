package org.sluicemta.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.pace.PacedPlan.GMAIL;
import static org.sluicemta.gateway.pace.PacedPlan.OTHER_POOL;
import static org.sluicemta.gateway.pace.PacedPlan.POOL;
import static org.sluicemta.gateway.pace.PacedPlan.cap;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.CapReserve;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.MessageCap;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.testing.egress.MemoryCapReserve;

class PaceTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Clockwork time = new Clockwork();
    private final MemoryCapReserve reserve = new MemoryCapReserve(time);
    private final Deque<Site> told = new ArrayDeque<>();
    private EgressPlan plan = new PacedPlan().plan();
    private List<EgressSource> missing = List.of();
    private Pace pace = pace(1000);

    private Pace pace(int descriptors) {
        return new Pace(
                () -> plan,
                descriptors,
                sources ->
                        sources.stream().filter(one -> !missing.contains(one)).toList(),
                reserve,
                time.clock(),
                time,
                time);
    }

    private record Site(PoolId pool, SiteId site, int number, Deque<Site> told) implements Pace.Taker {
        @Override
        public void mayTake() {
            told.add(this);
        }
    }

    private Site site(PoolId pool, SiteId site, int number) {
        return new Site(pool, site, number, told);
    }

    private void with(PacedPlan changed) {
        plan = changed.plan();
        pace.limitsChanged();
    }

    /** Asks again whenever the store has answered. */
    private @Nullable Permit take(Site site) {
        Permit permit = pace.tryTake(site);
        while (permit == null && time.settle()) {
            permit = pace.tryTake(site);
        }
        return permit;
    }

    private Permit taken(Site site) {
        return Objects.requireNonNull(take(site), () -> String.valueOf(pace.limit(site)));
    }

    private void send(Site site) {
        Permit permit = taken(site);
        permit.written();
        permit.end();
    }

    private int sendAll(Site site) {
        int sent = 0;
        for (Permit permit = take(site); permit != null; permit = take(site)) {
            permit.written();
            permit.end();
            sent++;
        }
        return sent;
    }

    @Test
    void holdsToTheConnectionsOfServerAndPool() {
        with(new PacedPlan().connections(10, 7));
        Site one = site(POOL, GMAIL, 1);
        Site other = site(OTHER_POOL, GMAIL, 1);

        for (int i = 0; i < 7; i++) {
            taken(one);
        }
        assertThat(take(one)).as("limit of the pool").isNull();
        for (int i = 0; i < 3; i++) {
            taken(other);
        }
        assertThat(take(other)).as("limit of the server").isNull();
        assertThat(pace.limit(other)).hasToString("server: 10 connections");
    }

    @Test
    void hasNoMoreThanTheProcessHasDescriptorsFor() {
        pace = pace(2);
        Site one = site(POOL, GMAIL, 1);

        taken(one);
        taken(one);

        assertThat(take(one)).isNull();
    }

    /** Forty sites that always want more, ten connections: each has its turn, whoever asks in between. */
    @Test
    void letsNobodyStarve() {
        with(new PacedPlan().connections(10, 7));
        Random random = new Random(7);
        List<Site> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(site(i % 2 == 0 ? POOL : OTHER_POOL, GMAIL, i));
        }
        Map<Site, Integer> served = new HashMap<>();
        List<Permit> out = new ArrayList<>();
        all.forEach(pace::await);
        for (int i = 0; i < 8_000; i++) {
            while (!told.isEmpty()) {
                takeAndWait(told.remove(), served, out);
            }
            // The greedy one asks all the time.
            takeAndWait(all.getFirst(), served, out);
            out.remove(random.nextInt(out.size())).end();
        }
        assertThat(served.keySet()).hasSize(40);
        int fair = served.values().stream().mapToInt(Integer::intValue).sum() / 40;
        assertThat(served.values()).allMatch(count -> count > fair * 0.9);
    }

    private void takeAndWait(Site site, Map<Site, Integer> served, List<Permit> out) {
        Permit permit = pace.tryTake(site);
        if (permit != null) {
            served.merge(site, 1, Integer::sum);
            out.add(permit);
        }
        assertThat(pace.out()).isLessThanOrEqualTo(10);
        pace.await(site);
    }

    @Test
    void passesOnATurnThatIsNotTaken() {
        with(new PacedPlan().connections(10, 1));
        Permit busy = taken(site(POOL, GMAIL, 1));
        Site second = site(POOL, GMAIL, 2);
        Site third = site(POOL, GMAIL, 3);
        pace.await(second);
        pace.await(third);

        busy.end();
        time.pass(SECOND);

        assertThat(told).containsExactly(second, third);
        assertThat(pace.tryTake(third)).as("it was passed on as well").isNotNull();
    }

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
    void whoeverWaitsIsToldWhenThePeriodIsOver() {
        with(new PacedPlan().pool(POOL, cap(3, HOUR)));
        Site gmail = site(POOL, GMAIL, 1);
        assertThat(sendAll(gmail)).isEqualTo(3);
        pace.await(gmail);

        time.pass(HOUR.minusMinutes(1));
        assertThat(told).isEmpty();
        time.pass(Duration.ofMinutes(2));

        assertThat(told).contains(gmail);
    }

    /** A thousand sites at one source: a message each, in the order they came, and no crowd is woken for each. */
    @Test
    void thousandSitesAtOneCapTakeTurns() {
        with(new PacedPlan().pool(POOL, cap(10, SECOND)));
        time.pass(SECOND);
        List<Site> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(site(POOL, new SiteId("site" + i), i));
        }
        all.forEach(pace::await);
        List<Site> served = new ArrayList<>();
        int wakeUps = 0;
        for (int step = 0; step < 12_000 && served.size() < 1_000; step++) {
            time.pass(Duration.ofMillis(10));
            while (!told.isEmpty()) {
                Site site = told.remove();
                wakeUps++;
                send(site);
                served.add(site);
            }
        }

        assertThat(served).containsExactlyElementsOf(all);
        assertThat(wakeUps).isEqualTo(1_000);
        assertThat(time.timers()).isLessThan(30);
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
    void aCapThatIsRaisedWakesThoseWhoWait() {
        with(new PacedPlan().pool(POOL, cap(1, HOUR)));
        Site gmail = site(POOL, GMAIL, 1);
        send(gmail);
        pace.await(gmail);
        time.settle();

        with(new PacedPlan().pool(POOL));

        assertThat(told).containsExactly(gmail);
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

    private static int mostIn(Duration period, List<Long> times) {
        int most = 0;
        int from = 0;
        for (int to = 0; to < times.size(); to++) {
            while (times.get(from) <= times.get(to) - period.toNanos()) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }
}
