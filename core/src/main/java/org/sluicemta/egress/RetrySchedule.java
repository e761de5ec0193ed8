package org.sluicemta.egress;

import java.time.Duration;
import java.util.List;

/**
 * When a deferred message is tried again.
 *
 * @param waits wait after the first, second, … failed attempt; the last repeats; at least one, all positive
 * @param expireAfter from acceptance; then the message is given up and the sender told
 */
public record RetrySchedule(String name, List<Duration> waits, Duration expireAfter) {
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
}
