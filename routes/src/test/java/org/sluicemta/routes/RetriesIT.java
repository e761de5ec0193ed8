package org.sluicemta.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventType;
import org.sluicemta.routes.broker.BrokerException;
import org.sluicemta.routes.broker.QueueAdmin;
import org.sluicemta.routes.broker.QueueFacts;
import org.sluicemta.routes.broker.QueueNames;
import org.sluicemta.routes.lane.LaneControl;
import org.sluicemta.routes.lane.LaneScope;
import org.sluicemta.testing.time.MutableClock;

/** Deferred mail is tried again, whatever operators and the broker do to slots meanwhile. */
class RetriesIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final LaneScope ALL = new LaneScope.OfPool(Plans.POOL);

    @TempDir
    Path directory;

    private final MutableClock clock = new MutableClock(InstantSource.system().instant());
    private final FakeGateway gateway = new FakeGateway(10);

    private Road road() throws Exception {
        RetrySchedule schedule = new RetrySchedule("default", List.of(Duration.ofMinutes(10)), Duration.ofHours(5));
        return new Road(directory, Plans.plan(schedule, 1_000), gateway, new FakeStores(), Tempo.hasty(clock));
    }

    private static List<QueueFacts> slots(Road road) {
        try {
            return road.get(QueueAdmin.class).list(QueueNames.LATER).stream()
                    .filter(queue -> !queue.name().equals(QueueNames.RELANE))
                    .toList();
        } catch (BrokerException e) {
            throw new AssertionError(e);
        }
    }

    /** The clock goes on a little with each look. */
    private void await(BooleanSupplier condition) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end)
                    .as("nanoseconds past the time to wait")
                    .isNegative();
            clock.advance(Duration.ofMillis(1));
        }
    }

    private void deferOne(Road road, String recipient) throws Exception {
        int before = road.events.of(EventType.DEFERRED).size();
        road.send(Road.ACME, recipient);
        road.events.await(EventType.DEFERRED, before + 1);
        await(() -> slots(road).stream().anyMatch(slot -> slot.depth() > 0));
    }

    @Test
    void retriesAfterAFlushEmptiedASlotThatIsThenRemoved() throws Exception {
        gateway.answer(recipient -> Answers.deferred());
        try (Road road = road()) {
            deferOne(road, "a@gmail.test");
            gateway.answer(recipient -> Answers.delivered());
            assertThat(road.get(LaneControl.class).flush(ALL)).isEqualTo(1);
            road.events.await(EventType.DELIVERED, 1);
            await(() -> slots(road).isEmpty());

            gateway.answer(recipient -> Answers.deferred());
            deferOne(road, "b@gmail.test");
            gateway.answer(recipient -> Answers.delivered());
            clock.advance(Duration.ofMinutes(11));

            road.events.await(EventType.DELIVERED, 2);
        }
    }

    @Test
    void retriesAfterAPurgeEmptiedASlotThatIsThenRemoved() throws Exception {
        gateway.answer(recipient -> Answers.deferred());
        try (Road road = road()) {
            deferOne(road, "a@gmail.test");
            assertThat(road.get(LaneControl.class).purge(ALL)).isEqualTo(1);
            road.events.await(EventType.CANCELLED, 1);
            await(() -> slots(road).isEmpty());

            deferOne(road, "b@gmail.test");
            gateway.answer(recipient -> Answers.delivered());
            clock.advance(Duration.ofMinutes(11));

            road.events.await(EventType.DELIVERED, 1);
        }
    }

    @Test
    void aSlotThatFailsHoldsUpNoOther() throws Exception {
        gateway.answer(recipient -> Answers.deferred());
        try (Road road = road()) {
            deferOne(road, "stuck@gmail.test");
            String stuck = slots(road).getFirst().name();
            road.get(QueueAdmin.class).pause(stuck);
            clock.advance(Duration.ofMinutes(5));
            deferOne(road, "b@gmail.test");
            gateway.answer(recipient -> Answers.delivered());
            clock.advance(Duration.ofMinutes(11));

            assertThat(recipients(road.events.await(EventType.DELIVERED, 1))).containsExactly("b@gmail.test");
            road.get(QueueAdmin.class).resume(stuck);
            clock.advance(Duration.ofMinutes(2));
            assertThat(recipients(road.events.await(EventType.DELIVERED, 2)))
                    .containsExactly("b@gmail.test", "stuck@gmail.test");
        }
    }

    private static List<String> recipients(List<Event> events) {
        return events.stream()
                .map(event -> String.valueOf(event.mail().recipient()))
                .toList();
    }
}
