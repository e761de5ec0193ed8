package org.sluicemta.delivery.lateness;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How late one kind of mail is.
 *
 * @param by zero when nothing is late
 * @param queue the latest queue, or null when nothing is late
 */
public record Late(Duration by, @Nullable String queue) {
    static final Late NOT = new Late(Duration.ZERO, null);

    /** The later of both. */
    Late or(Late other) {
        return other.by().compareTo(by) > 0 ? other : this;
    }
}
