package org.sluicemta.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
    private static final long SECOND = 1_000_000_000;
    private static final long START = -5 * SECOND;

    private final RateLimit limit = new RateLimit(START);

    /** Counts every window of a second (or of the time of one message) that begins with a message. */
    private static void assertNever(List<Long> sent, double rate) {
        long window = rate >= 1 ? SECOND : (long) (SECOND / rate);
        int most = (int) Math.ceil(Math.max(1, rate));
        int first = 0;
        for (int last = 0; last < sent.size(); last++) {
            while (sent.get(last) - sent.get(first) >= window) {
                first++;
            }
            assertThat(last - first + 1).as("from %d on", first).isLessThanOrEqualTo(most);
        }
    }

    /** Arrivals at random: alone, in bursts, after silence; each asks again when it was told to, or later. */
    @ParameterizedTest
    @CsvSource({"20, 1", "20, 2", "20, 3", "1, 4", "0.1, 5", "1.5, 6", "7.3, 7", "150, 8", "1000, 9", "3, 10"})
    void neverExceedsTheFigureInAnyWindow(double rate, int seed) {
        Random random = new Random(seed);
        List<Long> sent = new ArrayList<>();
        long now = START + 7 * SECOND;
        for (int i = 0; i < 20_000; i++) {
            long wait = limit.untilReady(rate, now).toNanos();
            if (wait == 0) {
                assertThat(limit.take(rate, now)).isZero();
                sent.add(now);
            }
            now += switch (random.nextInt(20)) {
                case 0 -> random.nextLong((long) (3 * SECOND / rate));
                case 1, 2, 3 -> 0;
                default -> wait + random.nextLong(2_000_000);
            };
        }
        assertNever(sent, rate);
    }

    /** Under load the figure is reached, though timers are a little late. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 1.5, 20, 150})
    void reachesTheFigure(double rate) {
        Random random = new Random(11);
        long now = START + 10 * SECOND;
        long end = now + (long) (1000 * SECOND / rate);
        int sent = 0;
        while (now < end) {
            limit.take(rate, now);
            sent++;
            now += limit.untilReady(rate, now).toNanos() + random.nextLong(1_500_000);
        }
        assertThat(sent).isBetween(960, 1001);
    }

    @Test
    void spacesMessagesFromTheFirstOn() {
        long now = START + 100 * SECOND;

        assertThat(limit.take(20, now)).isZero();
        assertThat(limit.untilReady(20, now)).isBetween(Duration.ofMillis(25), Duration.ofMillis(50));
    }

    @Test
    void giveLeaveInAdvanceInOrder() {
        long now = START + 100 * SECOND;
        List<Long> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sent.add(now + limit.take(20, now).toNanos());
        }
        assertThat(sent).isSorted();
        assertNever(sent, 20);
    }

    @Test
    void startsASpaceAfterTheServer() {
        // The server that ended just now may have sent one just before.
        assertThat(limit.untilReady(0.1, START)).isEqualTo(Duration.ofSeconds(10));
        assertThat(limit.untilReady(20, START)).isEqualTo(Duration.ofMillis(50));
    }

    /** Reloads at any time, to any of some rates: what left before still counts. */
    @Test
    void isNotMadeNewByAReload() {
        Random random = new Random(3);
        double[] rates = {20, 5, 50, 20, 19};
        List<Long> sent = new ArrayList<>();
        long now = START + 7 * SECOND;
        for (int i = 0; i < 5_000; i++) {
            double rate = rates[random.nextInt(rates.length)];
            if (limit.untilReady(rate, now).isZero()) {
                limit.take(rate, now);
                sent.add(now);
            }
            now += random.nextLong(SECOND / 40);
        }
        assertNever(sent, 50);
        assertThat(sent).hasSizeGreaterThan(100);
    }

    @Test
    void countsAgainstALowerRateWhatLeftAtAHigherOne() {
        long now = START + 100 * SECOND;
        List<Long> sent = new ArrayList<>();
        while (sent.size() < 50) {
            now += limit.untilReady(50, now).toNanos();
            limit.take(50, now);
            sent.add(now);
        }

        assertThat(limit.untilReady(5, now)).isGreaterThan(Duration.ofMillis(150));
        now += limit.untilReady(5, now).toNanos();
        limit.take(5, now);
        assertThat(limit.untilReady(5, now)).isGreaterThan(Duration.ofMillis(90));
    }

    @Test
    void knowsNoLimitAtZero() {
        for (int i = 0; i < 10; i++) {
            assertThat(limit.take(0, START)).isZero();
        }
        assertThat(limit.untilReady(0, START)).isZero();
    }
}
