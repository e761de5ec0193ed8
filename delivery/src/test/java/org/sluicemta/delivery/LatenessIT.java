package org.sluicemta.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
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
import org.sluicemta.testing.time.MutableClock;

/** Mail that stands still is seen, said and ends readiness; when it goes on, that is seen as well. */
class LatenessIT {
    private static final Duration SOON = Duration.ofSeconds(20);

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
            await(() -> lateness.fault().orElse("").startsWith("retries are late: " + slot + " has waited for PT"));
            assertThat(seconds(road)).isBetween(1_000.0, 1_800.0);

            road.get(QueueAdmin.class).resume(slot);
            clock.advance(Duration.ofMinutes(2));
            road.events.await(EventType.DELIVERED, 1);
            await(() -> lateness.fault().isEmpty());
        }
    }

    /** A slot that the broker gives nothing from. */
    private static String stuckSlot(Road road) throws Exception {
        QueueAdmin admin = road.get(QueueAdmin.class);
        while (true) {
            for (QueueFacts queue : admin.list(QueueNames.LATER)) {
                if (queue.depth() > 0) {
                    admin.pause(queue.name());
                    return queue.name();
                }
            }
        }
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

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end)
                    .as("nanoseconds past the time to wait")
                    .isNegative();
            Thread.onSpinWait();
        }
    }
}
