package org.sluicemta.delivery.lateness;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Since when nothing has been taken from one queue that has mail.
 *
 * <p>Mail of a site that is suspended or has all its connections in use cannot be taken, and that is nobody's fault, but
 * not for ever: longer than any delivery and any suspension lasts, it counts as standing still too.
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

    /** Something was taken then; earlier times change nothing. */
    void moved(Instant then) {
        if (then.isAfter(since)) {
            since = then;
            heldSince = null;
        }
    }

    /** So many messages of it have been acknowledged by now. */
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
