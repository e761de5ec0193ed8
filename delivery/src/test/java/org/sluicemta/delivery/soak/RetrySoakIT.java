package org.sluicemta.delivery.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.event.EventType;

/**
 * Two days at a real broker, with a clock that the test moves: retries, domains that go down, flushes, purges, pauses,
 * mail whose time runs out, faults of our own, lost connections and restarts. After each step everything that can go on
 * has gone on; in the end every message has its outcome and all queues are empty.
 */
class RetrySoakIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_129})
    void leavesNoMailBehind(long seed) throws Exception {
        try (SoakedServer server = new SoakedServer(directory, seed)) {
            server.run();

            Map<EventType, Integer> counts = server.finish();

            assertThat(counts.get(EventType.DELIVERED)).isPositive();
            assertThat(counts.get(EventType.DEFERRED)).isPositive();
            assertThat(counts.get(EventType.BOUNCED)).isPositive();
            assertThat(counts.get(EventType.EXPIRED)).isPositive();
            assertThat(counts.get(EventType.CANCELLED)).isPositive();
        }
    }
}
