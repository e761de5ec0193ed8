package org.sluicemta.delivery.schedule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When to look for expired mail. The earliest time is never too late, but may belong to mail that has left. Held mail
 * is searched at most once a second.
 */
final class Expiry {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private @Nullable Instant earliest;
    private Instant notBefore = Instant.MIN;

    void add(Instant expiresAt) {
        Instant known = earliest;
        if (known == null || expiresAt.isBefore(known)) {
            earliest = expiresAt;
        }
    }

    /** True when held mail should be searched; what remains must be added again. */
    boolean isDue(Instant now) {
        Instant due = wakeAt();
        if (due == null || now.isBefore(due)) {
            return false;
        }
        earliest = null;
        notBefore = now.plus(PAUSE);
        return true;
    }

    @Nullable
    Instant wakeAt() {
        Instant due = earliest;
        return due == null || due.isAfter(notBefore) ? due : notBefore;
    }
}
