package org.sluicemta.delivery.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a gate may refuse to take more for, by itself: a place, a tenant or a mailing. */
class Refusing {
    /** When it was refused; null while there is no reason not to ask again. */
    @Nullable
    Instant refusedAt;

    final boolean hasRefused() {
        return refusedAt != null;
    }
}
