package org.sluicemta.delivery.outcome;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.settings.ServerSettings;

/**
 * Limits notices to senders of relayed mail. Such a sender may be forged, and then the notice reaches someone who sent
 * nothing (backscatter). A token bucket of one minute's notices. Thread-safe.
 */
@Singleton
public final class StrangerNotices {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int perMinute;
    private final InstantSource clock;
    private final AtomicLong withheld = new AtomicLong();
    private double left;
    private Instant refilled;

    @Inject
    public StrangerNotices(ServerSettings settings, InstantSource clock) {
        this.perMinute = settings.relayPolicy().noticesPerMinute();
        this.clock = clock;
        this.left = perMinute;
        this.refilled = clock.instant();
    }

    /** Whether a notice about this mail may be sent; counts it. Notices about tenants' mail are never limited. */
    boolean allows(OutboundMessage mail) {
        if (!mail.tenant().isRelayed()) {
            return true;
        }
        boolean allowed = take();
        if (!allowed) {
            withheld.incrementAndGet();
        }
        return allowed;
    }

    /** Notices suppressed since the start. */
    public long withheld() {
        return withheld.get();
    }

    private synchronized boolean take() {
        Instant now = clock.instant();
        if (now.isAfter(refilled)) {
            double minutes = (double) Duration.between(refilled, now).toMillis() / MINUTE.toMillis();
            left = Math.min(perMinute, left + minutes * perMinute);
            refilled = now;
        }
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
