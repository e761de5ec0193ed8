package org.sluicemta.gateway.pace;

import java.time.Duration;
import org.sluicemta.egress.MessageCap;

/**
 * A cap of a few seconds, counted in memory. In no period are there more than the cap allows: a message counts from when
 * it is allowed to begin until a period after its delivery has ended, so it doesn't matter when the other server counts
 * it. Times are known to a fiftieth of the period, rounded towards
 * fewer messages.
 */
final class RecentMessages extends Cap {
    /** Caps from this length on are kept in the store. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int STEPS = 50;

    private final PaceClock clock;
    private final long stepNanos;
    /** What has left in each step, the present one included. */
    private final long[] left = new long[STEPS + 1];
    /** The server may have been stopped just after it had used up everything. */
    private final long firstNanos;

    private long step;
    private long leftInAll;
    private long begun;

    RecentMessages(Scope scope, MessageCap cap, PaceClock clock) {
        super(scope, cap);
        this.clock = clock;
        this.stepNanos = Math.ceilDiv(cap.period().toNanos(), STEPS);
        this.firstNanos = clock.startNanos() + cap.period().toNanos();
        this.step = Math.floorDiv(clock.now(), stepNanos);
    }

    @Override
    boolean hasRoom(long nowNanos) {
        advance(nowNanos);
        return nowNanos - firstNanos >= 0 && begun + leftInAll < cap().messages();
    }

    private void advance(long nowNanos) {
        long now = Math.floorDiv(nowNanos, stepNanos);
        for (long passed = Math.max(step, now - left.length); passed < now; passed++) {
            int oldest = index(passed + 1);
            leftInAll -= left[oldest];
            left[oldest] = 0;
        }
        step = Math.max(step, now);
    }

    private int index(long ofStep) {
        return (int) Math.floorMod(ofStep, (long) left.length);
    }

    @Override
    long readyNanos(long nowNanos) {
        advance(nowNanos);
        if (nowNanos - firstNanos < 0) {
            return firstNanos;
        }
        long over = begun + leftInAll - cap().messages();
        for (long each = step - STEPS; each <= step; each++) {
            over -= left[index(each)];
            if (over < 0) {
                return (each + left.length) * stepNanos;
            }
        }
        return NEVER;
    }

    @Override
    Ticket begin(long nowNanos) {
        begun++;
        return this::ended;
    }

    @Override
    boolean isUnused(long nowNanos) {
        advance(nowNanos);
        return begun + leftInAll == 0;
    }

    private void ended(boolean hasLeft) {
        begun--;
        if (hasLeft) {
            advance(clock.now());
            left[index(step)]++;
            leftInAll++;
        }
    }
}
