package org.sluicemta.gateway.limit;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The rate of a site, kept to twice: where slots are given, so that mail waits in its queue, and where messages begin, since
 * connections that take long to open bring them together again. Not thread-safe.
 */
final class SiteRate {
    private final DoubleSupplier perSecond;
    private final LongSupplier nanos;
    private final RateLimit slots;
    private final RateLimit messages;

    /**
     * @param perSecond that in force
     * @param startNanos of the server
     */
    SiteRate(DoubleSupplier perSecond, LongSupplier nanos, long startNanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.slots = new RateLimit(startNanos);
        this.messages = new RateLimit(startNanos);
    }

    /** Time until a slot may be given; zero when it may now. */
    Duration untilSlot() {
        return slots.untilReady(perSecond.getAsDouble(), nanos.getAsLong());
    }

    /** A slot is given, as {@link #untilSlot} allows. */
    void slotGiven() {
        var now = slots.take(perSecond.getAsDouble(), nanos.getAsLong());
        assert now.isZero() : "a slot was given " + now + " too soon";
    }

    /** A message begins after this time; each call is for another. */
    Duration nextMessage() {
        return messages.take(perSecond.getAsDouble(), nanos.getAsLong());
    }
}
