package org.sluicemta.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A busy machine: every timer is late by another time, up to a third of a second. */
class SiteRateTest {
    private static final long SECOND = 1_000_000_000;
    private static final long LATEST = SECOND / 3;
    private static final int MESSAGES = 3_000;

    private long now = 100 * SECOND;

    /** A message that asks again at that time. */
    private record Waiting(long askAt) {}

    @ParameterizedTest
    @CsvSource({"20, 1", "20, 2", "5, 3", "1, 4", "0.5, 5", "150, 6", "7.3, 7"})
    void noMoreIsWrittenInAnySecondHoweverLateTimersAre(double rate, int seed) {
        Random random = new Random(seed);
        SiteRate limit = new SiteRate(() -> rate, () -> now, 0);
        PriorityQueue<Waiting> waiting = new PriorityQueue<>(Comparator.comparingLong(Waiting::askAt));
        List<Long> turns = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            long turn = now + limit.nextMessage().toNanos() + random.nextLong(LATEST);
            turns.add(turn);
            waiting.add(new Waiting(turn));
        }
        List<Long> written = new ArrayList<>();
        while (!waiting.isEmpty()) {
            now = Math.max(now, waiting.poll().askAt());
            Duration wait = limit.untilWritten();
            if (wait.isZero()) {
                written.add(now);
            } else {
                waiting.add(new Waiting(now + wait.toNanos() + random.nextLong(LATEST / 100)));
            }
        }

        int most = (int) Math.ceil(Math.max(1, rate));
        long window = rate >= 1 ? SECOND : (long) (SECOND / rate);
        assertThat(mostIn(window, turns)).as("turns alone").isGreaterThan(most);
        assertThat(mostIn(window, written)).isLessThanOrEqualTo(most);
        assertThat(written.getLast() - written.getFirst()).as("for all of them").isLessThan((long)
                (1.05 * MESSAGES / rate * SECOND));
    }

    private static int mostIn(long window, List<Long> times) {
        List<Long> sorted = times.stream().sorted().toList();
        int most = 0;
        int first = 0;
        for (int last = 0; last < sorted.size(); last++) {
            while (sorted.get(last) - sorted.get(first) >= window) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
