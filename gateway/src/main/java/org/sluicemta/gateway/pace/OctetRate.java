package org.sluicemta.gateway.pace;

import java.time.Duration;
import org.sluicemta.egress.SendRates;

/**
 * Octets of content in a second. A message may begin when those before it have had their time, whatever its own size, and
 * then takes as long as it needs at this rate (the generic cell rate algorithm, with octets as cells). Until its size is
 * told, it counts as the average of those before it. Messages that are early by less than a fiftieth of a second don't
 * wait, and the rate is lower by a fiftieth for that.
 */
final class OctetRate extends Gauge {
    private static final long EARLY_NANOS = Duration.ofMillis(20).toNanos();
    private static final double SHARE = 0.98;
    private static final double NANOS_PER_SECOND = 1_000_000_000;
    private static final int WEIGHT = 8;

    private long perSecond = SendRates.LEAST_OCTETS;
    private long typical = 8192;
    private long nextNanos;

    OctetRate(Scope scope, PaceClock clock) {
        super(scope);
        this.nextNanos = clock.startNanos() + (long) NANOS_PER_SECOND;
    }

    void changeTo(SendRates rates) {
        perSecond = rates.octets();
    }

    @Override
    String limit() {
        return perSecond + " bytes/s";
    }

    @Override
    LimitReached.Kind kind() {
        return LimitReached.Kind.OCTET_RATE;
    }

    @Override
    boolean countsWritten() {
        return true;
    }

    @Override
    boolean hasRoom(long nowNanos) {
        return readyNanos(nowNanos) - nowNanos <= 0;
    }

    @Override
    long readyNanos(long nowNanos) {
        return nextNanos - EARLY_NANOS;
    }

    private long nanos(long octets) {
        return (long) (octets / (perSecond * SHARE) * NANOS_PER_SECOND);
    }

    @Override
    Ticket begin(long nowNanos) {
        long expected = nanos(typical);
        nextNanos = Math.max(nextNanos, nowNanos) + expected;
        return new Ticket() {
            private long taken = expected;

            @Override
            public void weighs(long octets) {
                long exact = nanos(octets);
                nextNanos += exact - taken;
                taken = exact;
                typical += (octets - typical) / WEIGHT;
            }

            @Override
            public void end(boolean left) {
                nextNanos -= left ? 0 : taken;
            }
        };
    }

    @Override
    boolean isUnused(long nowNanos) {
        return hasRoom(nowNanos);
    }
}
