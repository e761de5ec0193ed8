package org.sluicemta.delivery.lateness;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Since when nothing has been taken from a queue that has mail.
 *
 * <p>Mail for a site that is suspended or has all its connections in use can't be taken, which isn't a fault. But after
 * longer than any delivery or suspension lasts, it counts as stalled too.
 */
final class Standstill {
    private static final Duration LONGEST_HOLD = Duration.ofHours(1);

    private Instant since;
    private @Nullable Instant heldSince;
    private long acknowledged;

    Standstill(Instant now, long acknowledged) {
        this.since = now;
        this.acknowledged = acknowledged;
    }

    /** Something was taken at that time; earlier times change nothing. */
    void moved(Instant then) {
        if (then.isAfter(since)) {
            since = then;
            heldSince = null;
        }
    }

    /** This many of its messages have been acknowledged so far. */
    void counted(long count, Instant now) {
        if (count != acknowledged) {
            acknowledged = count;
            moved(now);
        }
    }

    void held(Instant now) {
        Instant began = heldSince;
        if (began == null) {
            heldSince = now;
            since = now;
        } else if (now.isBefore(began.plus(LONGEST_HOLD))) {
            since = now;
        }
    }

    void free() {
        heldSince = null;
    }

    Duration length(Instant now) {
        Duration length = Duration.between(since, now);
        return length.isNegative() ? Duration.ZERO : length;
    }
}
