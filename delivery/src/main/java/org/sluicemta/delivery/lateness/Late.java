package org.sluicemta.delivery.lateness;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How late mail of one kind is.
 *
 * @param by zero when none is late
 * @param queue the queue that is the latest, or null when none is
 */
public record Late(Duration by, @Nullable String queue) {
    static final Late NOT = new Late(Duration.ZERO, null);

    /** The later of both. */
    Late or(Late other) {
        return other.by().compareTo(by) > 0 ? other : this;
    }
}
