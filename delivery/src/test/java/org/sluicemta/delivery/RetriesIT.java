package org.sluicemta.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventType;
import org.sluicemta.gateway.SuspendedDomain;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.queue.broker.BrokerException;
import org.sluicemta.queue.broker.QueueAdmin;
import org.sluicemta.queue.broker.QueueFacts;
import org.sluicemta.queue.broker.QueueNames;
import org.sluicemta.queue.lane.LaneControl;
import org.sluicemta.queue.lane.LaneScope;
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
        assertThat(clock.advanceUntil(condition, SOON)).as("within " + SOON).isTrue();
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

    @Test
    void mailForADomainThatIsDownWaitsWithoutAnAttempt() throws Exception {
        Instant until = clock.instant().plus(Duration.ofMinutes(3));
        SuspendedDomain down = new SuspendedDomain(until, new SmtpReply(451, "4.4.1", "Cannot connect"));
        gateway.down(domain ->
                domain.equals("down.test") && clock.instant().isBefore(until) ? Optional.of(down) : Optional.empty());
        try (Road road = road()) {
            road.send(Road.ACME, "a@down.test");
            road.send(Road.ACME, "b@else.test");
            assertThat(recipients(road.events.await(EventType.DELIVERED, 1))).containsExactly("b@else.test");
            await(() -> slots(road).stream().anyMatch(slot -> slot.depth() > 0));
            assertThat(road.events.of(EventType.DEFERRED)).isEmpty();

            clock.advance(Duration.ofMinutes(5));

            Event delivered = road.events.await(EventType.DELIVERED, 2).getLast();
            assertThat(Objects.requireNonNull(delivered.attempt()).number()).isEqualTo(1);
        }
    }

    @Test
    void whatThisServerKeptFromAnAttemptCountsAsNone() throws Exception {
        gateway.answer(recipient -> Answers.kept("4.3.5", "This host has the address of no source"));
        try (Road road = road()) {
            road.send(Road.ACME, "a@gmail.test");
            await(() -> slots(road).stream().anyMatch(slot -> slot.depth() > 0));
            assertThat(road.events.of(EventType.DEFERRED)).isEmpty();
            gateway.answer(recipient -> Answers.delivered());

            clock.advance(Duration.ofMinutes(2));

            Event delivered = road.events.await(EventType.DELIVERED, 1).getLast();
            assertThat(Objects.requireNonNull(delivered.attempt()).number()).isEqualTo(1);
        }
    }

    @Test
    void mailForADomainThatStaysDownExpiresAndSaysWhy() throws Exception {
        gateway.down(domain -> domain.equals("down.test")
                ? Optional.of(new SuspendedDomain(
                        clock.instant().plus(Duration.ofMinutes(15)), new SmtpReply(451, "4.4.1", "Cannot connect")))
                : Optional.empty());
        try (Road road = road()) {
            road.send(Road.ACME, "a@down.test");
            while (road.events.of(EventType.EXPIRED).isEmpty()) {
                await(() -> road.events.of(EventType.EXPIRED).size() == 1
                        || slots(road).stream().anyMatch(slot -> slot.depth() > 0));
                clock.advance(Duration.ofMinutes(16));
            }

            Event expired = road.events.of(EventType.EXPIRED).getFirst();
            assertThat(Objects.requireNonNull(expired.attempt()).reply()).hasToString("451 4.4.1 Cannot connect");
            assertThat(gateway.delivered.matching(mail -> mail.sender() != null))
                    .as("attempts")
                    .isEmpty();
        }
    }

    private static List<String> recipients(List<Event> events) {
        return events.stream()
                .map(event -> String.valueOf(event.mail().recipient()))
                .toList();
    }
}
