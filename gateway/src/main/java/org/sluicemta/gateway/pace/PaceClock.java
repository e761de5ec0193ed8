package org.sluicemta.gateway.pace;

import java.time.Duration;
import java.time.Instant;
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

    /** The time of day at this time, as long as nobody sets the clock. */
    Instant instantAt(long nanosThen) {
        return day.instant().plusNanos(nanosThen - now());
    }

    /** The other way round. */
    long nanosAt(Instant then) {
        return now() + Duration.between(day.instant(), then).toNanos();
    }

    /** The day in UTC. */
    LocalDate today() {
        return LocalDate.ofInstant(day.instant(), ZoneOffset.UTC);
    }
}
