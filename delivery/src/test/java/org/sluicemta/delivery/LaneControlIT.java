package org.sluicemta.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.delivery.engine.QueueEngine;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.egress.SiteId;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventType;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.lane.LaneName;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.queue.broker.Broker;
import org.sluicemta.queue.lane.LaneControl;
import org.sluicemta.queue.lane.LaneDirectory;
import org.sluicemta.queue.lane.LaneScope;
import org.sluicemta.testing.event.Waiting;

class LaneControlIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final LaneName SHARED = new LaneName(Plans.POOL, Plans.GMAIL, null);
    private static final Set<EventType> ENDS = Set.of(EventType.DELIVERED, EventType.CANCELLED);

    @TempDir
    Path directory;

    private final FakeGateway gateway = new FakeGateway(10);

    private Road road(EgressPlan plan) throws Exception {
        return new Road(directory, plan, gateway);
    }

    private static EgressPlan plan() {
        return Plans.plan(Plans.quick(), 1_000);
    }

    @Test
    void keepsMailOfAPausedLaneOverARestartUntilItIsResumed() throws Exception {
        try (Road road = road(plan())) {
            road.get(LaneControl.class).pause(new LaneScope.OfLane(SHARED));
            road.send(Road.ACME, "a@gmail.test", "b@else.test");
            road.events.await(EventType.DELIVERED, 1);
        }
        try (Road road = road(plan())) {
            LaneDirectory lanes = road.get(LaneDirectory.class);
            assertThat(lanes.lane(SHARED)).get().matches(lane -> lane.paused() && lane.depth() == 1);

            road.get(LaneControl.class).resume(new LaneScope.OfLane(SHARED));

            Event delivered = road.events.await(EventType.DELIVERED, 1).getFirst();
            assertThat(String.valueOf(delivered.mail().recipient())).isEqualTo("a@gmail.test");
        }
    }

    @Test
    void holdsOnlyThePausedTenant() throws Exception {
        try (Road road = road(plan())) {
            LaneControl control = road.get(LaneControl.class);
            control.pause(new LaneScope.OfTenant(Road.ACME));
            road.send(Road.ACME, "held@gmail.test");
            road.send(Road.BETA, "goes@gmail.test");
            assertThat(to(road.events.await(EventType.DELIVERED, 1))).containsExactly("goes@gmail.test");

            control.resume(new LaneScope.OfTenant(Road.ACME));

            assertThat(to(road.events.await(EventType.DELIVERED, 2))).contains("held@gmail.test");
        }
    }

    @Test
    void partsAPausedTenantsMailFromASharedLane() throws Exception {
        try (Road road = road(plan())) {
            LaneControl control = road.get(LaneControl.class);
            control.pause(new LaneScope.OfSite(Plans.POOL, Plans.GMAIL));
            road.send(Road.ACME, "held@gmail.test");
            road.send(Road.BETA, "goes@gmail.test");
            control.pause(new LaneScope.OfTenant(Road.ACME));
            control.resume(new LaneScope.OfSite(Plans.POOL, Plans.GMAIL));

            assertThat(to(road.events.await(EventType.DELIVERED, 1))).containsExactly("goes@gmail.test");
            control.resume(new LaneScope.OfTenant(Road.ACME));
            assertThat(to(road.events.await(EventType.DELIVERED, 2))).contains("held@gmail.test");
        }
    }

    private static List<String> to(List<Event> events) {
        return events.stream()
                .map(event -> String.valueOf(event.mail().recipient()))
                .toList();
    }

    @Test
    void expiresMailInAPausedLane() throws Exception {
        try (Road road = road(Plans.plan(Plans.expiringAfter(Duration.ofSeconds(2)), 1_000))) {
            road.get(LaneControl.class).pause(new LaneScope.OfLane(SHARED));
            for (int i = 0; i < 20; i++) {
                road.send(Road.ACME, "a" + i + "@gmail.test");
            }

            assertThat(road.events.await(EventType.EXPIRED, 20)).hasSize(20);
            assertThat(gateway.delivered.await(20, SOON))
                    .as("only the notices to the sender")
                    .allMatch(message -> message.sender() == null);
        }
    }

    @Test
    void expiresMailThatWaitsForAnotherAttempt() throws Exception {
        gateway.answer(recipient ->
                recipient.address().domain().equals("gmail.test") ? Answers.deferred() : Answers.delivered());
        RetrySchedule slow = new RetrySchedule("default", List.of(Duration.ofHours(1)), Duration.ofSeconds(2));
        try (Road road = road(Plans.plan(slow, 1_000))) {
            road.send(Road.ACME, "a@gmail.test");

            Event expired = road.events.await(EventType.EXPIRED, 1).getFirst();
            road.events.await(EventType.DELIVERED, 1);

            assertThat(Objects.requireNonNull(expired.attempt()).reply()).hasToString("452 4.2.2 mailbox full");
        }
    }

    @Test
    void purgesAPausedLaneWithAnEventForEachMessage() throws Exception {
        try (Road road = road(plan())) {
            LaneControl control = road.get(LaneControl.class);
            control.pause(new LaneScope.OfLane(SHARED));
            for (int i = 0; i < 300; i++) {
                road.send(Road.ACME, "a" + i + "@gmail.test");
            }

            assertThat(control.purge(new LaneScope.OfLane(SHARED))).isEqualTo(300);

            assertThat(road.events.await(EventType.CANCELLED, 300)).hasSize(300);
            control.resume(new LaneScope.OfLane(SHARED));
            road.send(Road.ACME, "after@gmail.test");
            assertThat(to(road.events.await(EventType.DELIVERED, 1))).containsExactly("after@gmail.test");
        }
    }

    /** The broker counts a moment after the commit that the client's 250 follows. */
    @Test
    void anOrderCoversWhatWasAcceptedJustBefore() throws Exception {
        try (Road road = road(plan())) {
            LaneControl control = road.get(LaneControl.class);
            LaneScope lane = new LaneScope.OfLane(SHARED);
            control.pause(lane);
            for (int i = 1; i <= 300; i++) {
                road.send(Road.ACME, "a" + i + "@gmail.test");
                assertThat(road.get(LaneDirectory.class).mailOf(lane)).isEqualTo(1);
                assertThat(control.purge(lane)).isEqualTo(1);
                road.events.await(EventType.CANCELLED, i);
            }
        }
    }

    /** The site is busy for longer than the order waits for it. */
    @Test
    void aPurgeThatTakesEffectLateCancelsNothingThatCameAfterIt() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        gateway.inspect(message -> {
            reached.countDown();
            busy.await();
        });
        try (Road road = road(plan())) {
            road.send(Road.ACME, "before@gmail.test");
            assertThat(reached.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            road.get(LaneControl.class).purge(new LaneScope.OfLane(SHARED));
            road.send(Road.ACME, "after@gmail.test");
            busy.countDown();

            assertThat(to(road.events.await(ENDS, 2))).contains("after@gmail.test");
            assertThat(to(road.events.of(EventType.DELIVERED))).contains("after@gmail.test");
        }
    }

    @Test
    void deliversNothingOfAPurgedLaneButWhatWasOnTheWire() throws Exception {
        FakeGateway narrow = new FakeGateway(3);
        try (Road road = new Road(directory, plan(), narrow)) {
            narrow.hold();
            for (int i = 0; i < 200; i++) {
                road.send(Road.ACME, "a" + i + "@gmail.test");
                road.send(Road.BETA, "b" + i + "@gmail.test");
            }
            narrow.delivered.await(3, SOON);

            int removed = road.get(LaneControl.class).purge(new LaneScope.OfTenant(Road.ACME));
            assertThat(removed).as("what the broker had pushed is counted too").isBetween(197, 200);
            narrow.letGo();

            road.events.await(ENDS, 400);
            assertThat(to(road.events.of(EventType.CANCELLED)))
                    .hasSizeBetween(197, 200)
                    .doesNotHaveDuplicates()
                    .allMatch(address -> address.startsWith("a"));
            road.send(Road.ACME, "after@gmail.test");
            road.events.await(ENDS, 401);
            assertThat(to(road.events.of(EventType.DELIVERED)).stream().filter(address -> address.startsWith("a")))
                    .as("on the wire, and what was sent after the purge")
                    .hasSizeLessThanOrEqualTo(4)
                    .contains("after@gmail.test");
        }
    }

    /** It was purged while the gateway looked for a server in vain: it has one end, not two. */
    @Test
    void whatIsPurgedBeforeAServerHeardOfItIsCancelledAndNothingElse() throws Exception {
        FakeGateway lost = new FakeGateway(3);
        lost.findNoServer();
        lost.answer(recipient -> Answers.bounced());
        try (Road road = new Road(directory, plan(), lost)) {
            lost.hold();
            road.send(Road.ACME, "a@gmail.test");
            lost.delivered.await(1, SOON);

            assertThat(road.get(LaneControl.class).purge(new LaneScope.OfTenant(Road.ACME)))
                    .isEqualTo(1);
            lost.letGo();

            road.events.await(EventType.CANCELLED, 1);
            road.send(Road.BETA, "b@gmail.test");
            assertThat(to(road.events.await(EventType.BOUNCED, 1)))
                    .as("what was sent after it alone")
                    .containsExactly("b@gmail.test");
        }
    }

    @Test
    void flushMakesRetriesDueNow() throws Exception {
        gateway.answer(recipient -> Answers.deferred());
        RetrySchedule slow = new RetrySchedule("default", List.of(Duration.ofHours(3)), Duration.ofHours(5));
        try (Road road = road(Plans.plan(slow, 1_000))) {
            road.send(Road.ACME, "a@gmail.test", "b@else.test");
            road.events.await(EventType.DEFERRED, 2);
            awaitWaiting(road, 2);
            gateway.answer(recipient -> Answers.delivered());

            assertThat(road.get(LaneControl.class).flush(new LaneScope.OfSite(Plans.POOL, Plans.GMAIL)))
                    .isEqualTo(1);

            assertThat(to(road.events.await(EventType.DELIVERED, 1))).containsExactly("a@gmail.test");
            awaitWaiting(road, 1);
        }
    }

    /** Events are written a moment before the commit of what they tell of. */
    private static void awaitWaiting(Road road, long count) throws Exception {
        Waiting.until(
                count + " waiting for another attempt",
                () -> road.get(LaneDirectory.class).waiting() == count);
    }

    @Test
    void aBlastByOneTenantDoesNotDelayAnother() throws Exception {
        FakeGateway narrow = new FakeGateway(2);
        try (Road road = new Road(directory, Plans.plan(Plans.quick(), 10), narrow)) {
            narrow.hold();
            for (int i = 0; i < 1_000; i++) {
                road.send(Road.ACME, "blast" + i + "@gmail.test");
            }
            road.send(Road.BETA, "one@gmail.test");
            narrow.letGo();

            road.events.await(EventType.DELIVERED, 1_001);
            List<OutboundMessage> order = narrow.delivered.all();
            int place = 0;
            while (!order.get(place).tenant().equals(Road.BETA)) {
                place++;
            }
            assertThat(place).isLessThan(60);
        }
    }

    @Test
    void givesTheHostsOfADomainWithABacklogASiteForAllTheirDomains() throws Exception {
        try (Road road = road(Plans.plan(Plans.quick(), 10))) {
            gateway.hold();
            road.send(Road.ACME, "b@small.hosted.test");
            for (int i = 0; i < 40; i++) {
                road.send(Road.ACME, "a" + i + "@big.hosted.test");
            }
            road.send(Road.ACME, "b@small.hosted.test");
            gateway.letGo();
            road.events.await(EventType.DELIVERED, 42);

            assertThat(gateway.delivered.all().stream()
                            .filter(mail -> mail.recipients()
                                    .getFirst()
                                    .address()
                                    .domain()
                                    .startsWith("small"))
                            .map(OutboundMessage::site))
                    .containsExactlyInAnyOrder(SiteId.OTHER, Road.HOSTED);
        }
    }

    @Test
    void givesADomainWithABacklogItsOwnSite() throws Exception {
        try (Road road = road(Plans.plan(Plans.quick(), 10))) {
            gateway.hold();
            for (int i = 0; i < 40; i++) {
                road.send(Road.ACME, "a" + i + "@big.test");
            }
            assertThat(road.get(LaneDirectory.class).lanes())
                    .extracting(lane -> lane.name().site())
                    .contains(SiteId.OTHER, new SiteId("big.test"));
            gateway.letGo();
            assertThat(road.events.await(EventType.DELIVERED, 40)).hasSize(40);
        }
    }

    @Test
    void refusesTheHandOffWhenTheBrokerIsGone() throws Exception {
        try (Road road = road(plan())) {
            road.get(Broker.class).stop();

            assertThatThrownBy(() -> road.send(Road.ACME, "a@gmail.test"))
                    .isInstanceOf(HandOffException.class)
                    .hasMessageContaining("the broker takes no mail");
            assertThat(road.get(QueueEngine.class).isReady()).isFalse();
            assertThat(road.events.of(EventType.QUEUED)).isEmpty();
        }
    }
}
