package org.sluicemta.gateway.limit;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.sluicemta.gateway.pace.RateWindow;

/**
 * The rate of a site, applied three times: when slots are given out, so that mail waits in its queue; when messages get
 * their turn, because connections that take long to open would bunch them up again; and when MAIL is written, because
 * timers and threads of a busy machine are late by different times. Only the last sees when messages really leave, so it
 * is what keeps the rate. The others keep messages from waiting there. Not thread-safe.
 */
final class SiteRate {
    private final DoubleSupplier perSecond;
    private final LongSupplier nanos;
    private final RateLimit slots;
    private final RateLimit messages;
    private final RateWindow written = new RateWindow();

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

    /** Time until a message may begin. Each call is for another message. */
    Duration nextMessage() {
        return messages.take(perSecond.getAsDouble(), nanos.getAsLong());
    }

    /** Zero when MAIL may be written now, and then it counts as written; else the time after which to ask again. */
    Duration untilWritten() {
        double rate = perSecond.getAsDouble();
        long now = nanos.getAsLong();
        if (rate <= 0) {
            return Duration.ZERO;
        }
        written.at(rate, now);
        long wait = written.earliest() - now;
        if (wait > 0) {
            return Duration.ofNanos(wait);
        }
        written.left(now);
        return Duration.ZERO;
    }
}
