package org.sluicemta.delivery.schedule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When to look for mail whose time is up. The earliest time is never late, but may be that of mail which has left; what is
 * held is looked through once a second at most.
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

    /** True when what is held is to be looked through; what is left of it must be added again. */
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
