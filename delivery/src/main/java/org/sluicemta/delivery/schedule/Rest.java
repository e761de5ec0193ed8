package org.sluicemta.delivery.schedule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the whole site accepts no mail. If it has refused for a while with nothing being delivered, its servers are
 * down or its limit is far below one message per second. Its mail then stays in the broker: there is no memory for the
 * mail of thousands of such sites.
 */
final class Rest {
    private final Duration patience;
    private final Duration askAgainAfter;
    private @Nullable Instant refusedAt;
    private @Nullable Instant idleSince;
    private boolean resting;

    Rest(ScheduleLimits limits) {
        this.patience = limits.restAfter();
        this.askAgainAfter = limits.askAgainAfter();
    }

    /** @param delivering whether the end of a delivery may change that */
    void refused(Instant now, boolean delivering) {
        refusedAt = now;
        idleSince = delivering ? null : now;
    }

    boolean hasRefused() {
        return refusedAt != null;
    }

    boolean isResting() {
        return resting;
    }

    /** Starts resting when due; returns true once. */
    boolean begin(Instant now, boolean delivering) {
        if (refusedAt == null || delivering || resting) {
            idleSince = null;
            return false;
        }
        Instant since = idleSince;
        if (since == null) {
            idleSince = now;
            return false;
        }
        resting = !now.isBefore(since.plus(patience));
        return resting;
    }

    /** The gate may grant permits again. Returns true when this ended a rest. */
    boolean end() {
        boolean rested = resting;
        resting = false;
        refusedAt = null;
        idleSince = null;
        return rested;
    }

    /** Whether the gate hasn't answered for too long. */
    boolean isOverdue(Instant now) {
        Instant since = refusedAt;
        return since != null && !now.isBefore(since.plus(askAgainAfter));
    }

    /** When there will be something to do; null when nothing is expected. */
    @Nullable
    Instant wakeAt() {
        Instant refused = refusedAt;
        if (refused == null) {
            return null;
        }
        Instant idle = idleSince;
        Instant overdue = refused.plus(askAgainAfter);
        if (resting || idle == null) {
            return overdue;
        }
        Instant due = idle.plus(patience);
        return due.isBefore(overdue) ? due : overdue;
    }
}
