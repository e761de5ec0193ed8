package org.sluicemta.gateway.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.gateway.connection.Fault;

/**
 * Whether a place is up, judged by failures to connect. After several in a row it isn't tried for a while, then one
 * delivery probes it. Each failed probe doubles the pause, any success ends it. Not thread-safe.
 *
 * <p>A probe ends with its delivery, whatever the outcome. If it says nothing about the place, the next delivery is the
 * probe.
 */
final class Suspension {
    static final int FAILURES_BEFORE = 5;
    static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private int failures;
    private Duration pause = FIRST_PAUSE;
    private @Nullable Instant until;
    private @Nullable Fault lastFault;
    private @Nullable Attempt probe;

    /** A delivery in progress; call {@link #ended} when it is over. */
    static final class Attempt {}

    /** Permission to begin a delivery. The first one after a pause is the probe, and others wait until it ends. */
    Optional<Attempt> begin(Instant now) {
        if (!mayBegin(now)) {
            return Optional.empty();
        }
        Attempt attempt = new Attempt();
        if (until != null) {
            probe = attempt;
        }
        return Optional.of(attempt);
    }

    /** Whether {@link #begin} would give permission. */
    boolean mayBegin(Instant now) {
        Instant end = until;
        return end == null || probe == null && !now.isBefore(end);
    }

    /** A delivery is over, whether or not it said anything about the place. */
    void ended(Attempt attempt) {
        if (probe == attempt) {
            probe = null;
        }
    }

    /** Returns true when this ended a suspension. */
    boolean succeeded() {
        boolean wasSuspended = until != null;
        failures = 0;
        pause = FIRST_PAUSE;
        until = null;
        lastFault = null;
        probe = null;
        return wasSuspended;
    }

    /** Returns true when this began or prolonged a suspension. */
    boolean failed(Fault fault, Instant now) {
        failures++;
        lastFault = fault;
        Instant end = until;
        if (end == null) {
            if (failures < FAILURES_BEFORE) {
                return false;
            }
        } else if (now.isBefore(end)) {
            return false; // it began before the suspension, so it says nothing new
        } else {
            pause = longer(pause);
        }
        until = now.plus(pause);
        probe = null;
        return true;
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /** When to ask again about a delivery that may not begin now. During a probe, that is after its usual end. */
    Instant askAgain(Instant now) {
        Instant end = until;
        return end != null && now.isBefore(end) ? end : now.plus(FIRST_PAUSE);
    }

    int failures() {
        return failures;
    }

    @Nullable
    Instant until() {
        return until;
    }

    @Nullable
    Fault lastFault() {
        return lastFault;
    }
}
