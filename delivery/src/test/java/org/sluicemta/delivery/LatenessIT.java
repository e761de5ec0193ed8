package org.sluicemta.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.delivery.engine.QueueMetric;
import org.sluicemta.delivery.engine.QueueMetrics;
import org.sluicemta.delivery.lateness.Lateness;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.event.EventType;
import org.sluicemta.queue.broker.QueueAdmin;
import org.sluicemta.queue.broker.QueueFacts;
import org.sluicemta.queue.broker.QueueNames;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.time.MutableClock;

/** Mail that stands still is seen, said and ends readiness; when it goes on, that is seen as well. */
class LatenessIT {
    @TempDir
    Path directory;

    private final MutableClock clock = new MutableClock(InstantSource.system().instant());
    private final FakeGateway gateway = new FakeGateway(10);

    @Test
    void tellsOfRetriesThatDoNotGoBackToTheirLanes() throws Exception {
        gateway.answer(recipient -> Answers.deferred());
        RetrySchedule schedule = new RetrySchedule("default", List.of(Duration.ofMinutes(10)), Duration.ofHours(5));
        try (Road road =
                new Road(directory, Plans.plan(schedule, 1_000), gateway, new FakeStores(), Tempo.hasty(clock))) {
            Lateness lateness = road.get(Lateness.class);
            road.send(Road.ACME, "a@gmail.test");
            road.events.await(EventType.DEFERRED, 1);
            String slot = stuckSlot(road);
            gateway.answer(recipient -> Answers.delivered());
            assertThat(lateness.fault()).isEmpty();

            clock.advance(Duration.ofMinutes(30));
            Waiting.until(
                    "the word that retries are late",
                    () -> lateness.fault().orElse("").startsWith("retries are late: " + slot + " has waited for PT"));
            assertThat(seconds(road)).isBetween(1_000.0, 1_800.0);

            road.get(QueueAdmin.class).resume(slot);
            clock.advance(Duration.ofMinutes(2));
            road.events.await(EventType.DELIVERED, 1);
            Waiting.until(
                    "the word that nothing is late", () -> lateness.fault().isEmpty());
        }
    }

    /** A slot that the broker gives nothing from. */
    private static String stuckSlot(Road road) throws Exception {
        QueueAdmin admin = road.get(QueueAdmin.class);
        Waiting.until("mail in a slot", () -> filledSlot(admin).isPresent());
        String slot = filledSlot(admin).orElseThrow();
        admin.pause(slot);
        return slot;
    }

    private static Optional<String> filledSlot(QueueAdmin admin) throws Exception {
        return admin.list(QueueNames.LATER).stream()
                .filter(queue -> queue.depth() > 0)
                .map(QueueFacts::name)
                .findFirst();
    }

    private static double seconds(Road road) {
        return road.get(QueueMetrics.class).collect().stream()
                .flatMap(family -> family.samples.stream())
                .filter(sample ->
                        sample.name.equals(QueueMetric.LATE.metric().name()) && sample.labelValues.contains("retries"))
                .findFirst()
                .orElseThrow()
                .value;
    }
}
