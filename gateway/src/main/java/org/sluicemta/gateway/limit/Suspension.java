package org.sluicemta.gateway.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.gateway.connection.Fault;

/**
 * Whether a place is up, by the failures to connect to it. After some in a row it is left alone for a while; then one
 * delivery probes it. Each failed probe doubles the pause, any success ends it. Not thread-safe.
 *
 * <p>A probe ends with its delivery, whatever became of that: one that said nothing of the place leaves it to the next.
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

    /** A delivery on its way; {@link #ended} must be told of it. */
    static final class Attempt {}

    /** Leave to begin a delivery. The one that may after a pause is the probe: others wait for its end. */
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

    /** The same question, without beginning. */
    boolean mayBegin(Instant now) {
        Instant end = until;
        return end == null || probe == null && !now.isBefore(end);
    }

    /** A delivery that began is over, whether or not it said anything of the place. */
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
            return false; // began before the suspension: says nothing new
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

    /** When a delivery that may not begin now is worth another question; during a probe, after its usual end. */
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
