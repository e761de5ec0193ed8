package org.sluicemta.gateway.pace;

import java.time.Duration;
import org.sluicemta.egress.SendRates;

/**
 * Connections opened in a second, in any second. Counted when one is opened; a message has room here if no more than a
 * second's worth of others is about to open one.
 */
final class OpeningRate extends Gauge {
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final RateWindow window = new RateWindow();
    /** The server may have been stopped just after it had opened a second's worth. */
    private final long firstNanos;

    private double perSecond;
    private int about;

    OpeningRate(Scope scope, PaceClock clock) {
        super(scope);
        this.firstNanos = clock.startNanos() + SECOND_NANOS;
    }

    void changeTo(SendRates rates) {
        perSecond = rates.connections();
    }

    @Override
    String limit() {
        return (perSecond == Math.rint(perSecond) ? String.valueOf((long) perSecond) : String.valueOf(perSecond))
                + " new connections/s";
    }

    @Override
    LimitReached.Kind kind() {
        return LimitReached.Kind.OPENING_RATE;
    }

    @Override
    boolean hasRoom(long nowNanos) {
        return about < Math.max(1, Math.ceil(perSecond));
    }

    @Override
    long readyNanos(long nowNanos) {
        return NEVER;
    }

    @Override
    long freeNanos(long nowNanos) {
        return earliest(nowNanos);
    }

    private long earliest(long nowNanos) {
        var unused = window.at(perSecond, nowNanos);
        return Math.max(firstNanos, window.earliest());
    }

    /** How long an opening has to wait; not more than 0 if it may begin. */
    long untilOpened(long nowNanos) {
        return earliest(nowNanos) - nowNanos;
    }

    /** A connection is opened, as {@link #untilOpened} allows. */
    void opened(long nowNanos) {
        window.left(nowNanos);
    }

    @Override
    Ticket begin(long nowNanos) {
        about++;
        return new Ticket() {
            private boolean counts = true;

            @Override
            public void connects() {
                about -= counts ? 1 : 0;
                counts = false;
            }

            @Override
            public void end(boolean left) {
                connects();
            }
        };
    }

    @Override
    boolean isUnused(long nowNanos) {
        return about == 0 && earliest(nowNanos) - nowNanos <= 0;
    }
}
