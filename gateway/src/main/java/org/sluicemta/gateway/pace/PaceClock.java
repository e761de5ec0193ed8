package org.sluicemta.gateway.pace;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * Time of day for what is kept in the store, and a clock that never jumps for the rest.
 *
 * @param nanos such as {@link System#nanoTime}
 * @param startNanos when the server started
 */
public record PaceClock(InstantSource day, LongSupplier nanos, long startNanos) {
    long now() {
        return nanos.getAsLong();
    }

    /** The day in UTC. */
    LocalDate today() {
        return LocalDate.ofInstant(day.instant(), ZoneOffset.UTC);
    }
}
