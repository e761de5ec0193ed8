package org.sluicemta.delivery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.mail.EnvelopeOptions;

/**
 * How many 4 KiB messages a second go through hand-off, lane and acknowledgement into a gateway that takes everything. Not
 * a test of the normal build: {@code mvn -pl routes test -Dtest=RoadThroughput}.
 */
class RoadThroughput {
    private static final int SENDERS = 40;
    private static final int PER_SENDER = 1_000;

    @TempDir
    Path directory;

    @Test
    void prints() throws Exception {
        FakeGateway gateway = new FakeGateway(50);
        try (Road road = new Road(directory, Plans.plan(Plans.quick(), 1_000_000), gateway)) {
            for (int round = 0; round < 4; round++) {
                long delivered = gateway.delivered.total();
                long start = System.nanoTime();
                AtomicLong accepted = new AtomicLong();
                List<Thread> senders = new ArrayList<>();
                for (int i = 0; i < SENDERS; i++) {
                    senders.add(Thread.ofVirtual().start(() -> send(road, accepted)));
                }
                for (Thread sender : senders) {
                    sender.join();
                }
                double acceptedAfter = seconds(start);
                road.stores.awaitRecorded(delivered + accepted.get(), Duration.ofSeconds(60));
                System.out.printf(
                        Locale.ROOT,
                        "round %d: accepted %.0f/s, delivered %.0f/s, %d batches%n",
                        round,
                        accepted.get() / acceptedAfter,
                        accepted.get() / seconds(start),
                        road.stores.writes.get());
            }
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void send(Road road, AtomicLong accepted) {
        try {
            byte[] body = Road.body(4096);
            for (int i = 0; i < PER_SENDER; i++) {
                road.send(road.envelope(
                        Road.ACME, Plans.TRANSACTIONAL, EnvelopeOptions.NONE, body, "r" + i + "@gmail.test"));
                accepted.incrementAndGet();
            }
        } catch (HandOffException e) {
            throw new IllegalStateException(e);
        }
    }
}
