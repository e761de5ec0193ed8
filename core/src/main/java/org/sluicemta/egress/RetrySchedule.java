package org.sluicemta.egress;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * When deferred messages are retried.
 *
 * @param waits wait after the first, second, … failed attempt; the last repeats; at least one, all positive
 * @param expireAfter time after acceptance at which the message is given up and the sender told
 */
public record RetrySchedule(String name, List<Duration> waits, Duration expireAfter) {
    private static final double JITTER = 0.1;

    public RetrySchedule {
        waits = List.copyOf(waits);
        if (waits.isEmpty() || waits.stream().anyMatch(wait -> wait.isNegative() || wait.isZero())) {
            throw new IllegalArgumentException("retry schedule " + name + " needs positive waits, got " + waits);
        }
        if (expireAfter.isNegative() || expireAfter.isZero()) {
            throw new IllegalArgumentException(
                    "retry schedule " + name + " must expire after a positive time, got " + expireAfter);
        }
    }

    /** Wait after the given number of failed attempts (1 or more). */
    public Duration waitAfter(int attempts) {
        return waits.get(Math.min(Math.max(attempts, 1), waits.size()) - 1);
    }

    /**
     * The same wait, up to ten percent longer or shorter, so that messages deferred together don't all come back
     * together.
     *
     * @param seed the same seed gives the same wait
     */
    public Duration waitAfter(int attempts, long seed) {
        Duration wait = waitAfter(attempts);
        double part = new SplittableRandom(seed * 31 + attempts).nextDouble(-JITTER, JITTER);
        return wait.plusNanos(Math.round(wait.toNanos() * part));
    }
}
