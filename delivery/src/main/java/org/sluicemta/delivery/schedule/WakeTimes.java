package org.sluicemta.delivery.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times to wake at; null is never. */
public final class WakeTimes {
    private WakeTimes() {}

    /** The earlier of two. */
    public static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
