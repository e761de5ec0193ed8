package org.sluicemta.gateway.limit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.gateway.connection.Fault;

/**
 * Whether a place is up, by the failures to connect to it. After some in a row it is left alone for a while; then one
 * delivery probes it. Each failed probe doubles the pause, any success ends it. Not thread-safe.
 */
final class Suspension {
    static final int FAILURES_BEFORE = 5;
    static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private int failures;
    private Duration pause = FIRST_PAUSE;
    private @Nullable Instant until;
    private @Nullable Fault lastFault;
    private boolean probing;

    /** Whether a delivery may begin. The one that may after a pause is the probe: others wait for its end. */
    boolean tryBegin(Instant now) {
        Instant end = until;
        if (end == null) {
            return true;
        }
        if (probing || now.isBefore(end)) {
            return false;
        }
        probing = true;
        return true;
    }

    /** The same question, without beginning. */
    boolean mayBegin(Instant now) {
        Instant end = until;
        return end == null || !probing && !now.isBefore(end);
    }

    /** A delivery that began is over, having said nothing about the place (or after it has). */
    void ended() {
        probing = false;
    }

    /** Returns true when this ended a suspension. */
    boolean succeeded() {
        boolean wasSuspended = until != null;
        failures = 0;
        pause = FIRST_PAUSE;
        until = null;
        lastFault = null;
        probing = false;
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
        probing = false;
        return true;
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
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
