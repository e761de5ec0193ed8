package org.sluicemta.gateway.pace;

import java.time.Duration;

/** How many messages a site has accepted in the last minute. Thread-safe. */
final class RecentRate {
    private static final long STEP = Duration.ofSeconds(5).toNanos();
    private static final int STEPS = 12;
    private static final double NANOS_PER_SECOND = 1_000_000_000;

    private final int[] accepted = new int[STEPS];
    private long step;
    private long sinceNanos;
    private int inAll;

    RecentRate(long nowNanos) {
        this.step = Math.floorDiv(nowNanos, STEP);
        this.sinceNanos = nowNanos;
    }

    synchronized void accepted(long nowNanos) {
        advance(nowNanos);
        if (inAll == 0) {
            sinceNanos = nowNanos; // a new mailing: the silence before it says nothing of its pace
        }
        accepted[index(step)]++;
        inAll++;
    }

    /** On average over the last minute, or since the first message if that is less. */
    synchronized double perSecond(long nowNanos) {
        advance(nowNanos);
        double whole = (STEPS - 1) * STEP + Math.floorMod(nowNanos, STEP);
        double span = Math.min(whole, nowNanos - sinceNanos);
        return inAll / Math.max(1, span / NANOS_PER_SECOND);
    }

    synchronized boolean isIdle(long nowNanos) {
        advance(nowNanos);
        return inAll == 0;
    }

    private void advance(long nowNanos) {
        long now = Math.floorDiv(nowNanos, STEP);
        for (long passed = Math.max(step, now - STEPS); passed < now; passed++) {
            int oldest = index(passed + 1);
            inAll -= accepted[oldest];
            accepted[oldest] = 0;
        }
        step = Math.max(step, now);
    }

    private static int index(long ofStep) {
        return (int) Math.floorMod(ofStep, (long) STEPS);
    }
}
