package org.sluicemta.delivery.lateness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.broker.QueueFacts;
import org.sluicemta.queue.lane.LaneUse;
import org.sluicemta.testing.time.MutableClock;

class StandstillsTest {
    private static final LaneName LANE = new LaneName(new PoolId("main"), new SiteId("gmail"), null);
    private static final Duration TEN = Duration.ofMinutes(10);

    private final MutableClock clock = new MutableClock();
    private final LaneUse use = new LaneUse();
    private final Set<LaneName> paused = new HashSet<>();
    private final Set<LaneName> held = new HashSet<>();
    private final Standstills standstills = new Standstills(use);

    private Duration late(Kind kind, QueueFacts... queues) {
        Map<Kind, Late> found = standstills.look(List.of(queues), paused::contains, held::contains, clock.instant());
        return found.getOrDefault(kind, Late.NOT).by();
    }

    private static QueueFacts queue(String name, long depth, long acknowledged) {
        return new QueueFacts(name, depth, 0, acknowledged, 1, false);
    }

    private static QueueFacts lane(long depth) {
        return queue(LANE.queue(), depth, 0);
    }

    @Test
    void aSlotIsLateSinceItWasDue() {
        QueueFacts slot = queue("later.20260615T120500Z", 3, 0);
        assertThat(late(Kind.RETRIES, slot)).as("not due").isZero();

        clock.advance(TEN);

        assertThat(late(Kind.RETRIES, slot)).isEqualTo(Duration.ofMinutes(5));
        assertThat(late(Kind.RETRIES, queue("later.20260615T120500Z", 0, 0)))
                .as("empty")
                .isZero();
    }

    @Test
    void theLatestOfAKindCounts() {
        clock.advance(TEN);

        assertThat(late(
                        Kind.RETRIES,
                        queue("later.20260615T120900Z", 1, 0),
                        queue("later.20260615T120100Z", 1, 0),
                        queue("later.20260615T120500Z", 1, 0)))
                .isEqualTo(Duration.ofMinutes(9));
    }

    @Test
    void aLaneIsLateSinceSomethingWasLastTakenFromIt() {
        assertThat(late(Kind.LANES, lane(5))).isZero();
        clock.advance(TEN);
        assertThat(late(Kind.LANES, lane(5))).isEqualTo(TEN);

        use.taken(LANE, clock.instant());
        assertThat(late(Kind.LANES, lane(5))).isZero();

        clock.advance(TEN);
        assertThat(late(Kind.LANES, lane(5))).isEqualTo(TEN);
    }

    @Test
    void whatIsInDeliveryIsNotLate() {
        use.taken(LANE, clock.instant());
        late(Kind.LANES, lane(1));
        clock.advance(TEN);

        assertThat(late(Kind.LANES, lane(1))).isZero();
        assertThat(late(Kind.LANES, lane(2))).as("one beside it, seen now").isZero();
    }

    @Test
    void whatAnOperatorHoldsIsNotLateAndBeginsAnewWhenItIsResumed() {
        late(Kind.LANES, lane(5));
        paused.add(LANE);
        clock.advance(TEN);
        assertThat(late(Kind.LANES, lane(5))).isZero();

        paused.clear();
        assertThat(late(Kind.LANES, lane(5))).isZero();
        clock.advance(TEN);
        assertThat(late(Kind.LANES, lane(5))).isEqualTo(TEN);
    }

    @Test
    void whatItsSiteCannotTakeIsLateOnlyAfterLongerThanAnyDeliveryLasts() {
        held.add(LANE);
        Duration longest = Duration.ZERO;
        for (int minutes = 0; minutes <= 55; minutes += 5) {
            longest = later(longest, late(Kind.LANES, lane(5)));
            clock.advance(Duration.ofMinutes(5));
        }
        assertThat(longest).isZero();

        clock.advance(Duration.ofMinutes(20));

        assertThat(late(Kind.LANES, lane(5))).isGreaterThan(TEN);
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Test
    void aLaneThatIsGoneIsForgotten() {
        late(Kind.LANES, lane(5));
        clock.advance(TEN);
        late(Kind.LANES);

        assertThat(late(Kind.LANES, lane(5))).isZero();
    }

    @Test
    void anyOtherQueueIsLateSinceItWasLastAcknowledged() {
        late(Kind.QUEUES, queue("expired", 5, 10));
        clock.advance(TEN);
        assertThat(late(Kind.QUEUES, queue("expired", 5, 10))).isEqualTo(TEN);

        assertThat(late(Kind.QUEUES, queue("expired", 5, 11))).isZero();
        clock.advance(TEN);
        assertThat(late(Kind.QUEUES, queue("expired", 5, 11), queue("later.now", 1, 0)))
                .isEqualTo(TEN);
    }
}
