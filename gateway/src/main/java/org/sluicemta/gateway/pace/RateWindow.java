package org.sluicemta.gateway.pace;

import java.util.Arrays;

/**
 * When the last messages left, as many as a second may see, rounded up. None may leave before the oldest of them is as long
 * ago as the rate gives so many: a second for whole figures, more for others. The rate may change; what has left counts
 * anyway then. Not thread-safe.
 */
public final class RateWindow {
    private static final double NANOS_PER_SECOND = 1_000_000_000;
    private static final int MOST = 100_000;

    private double rate;
    private long space;
    /** The oldest is at the head. */
    private long[] left = new long[0];

    private int head;

    /**
     * Counts by this rate from now on.
     *
     * @param messagesPerSecond more than zero
     * @return by how much longer than before the space between two messages is, in nanoseconds
     */
    public long at(double messagesPerSecond, long nowNanos) {
        if (messagesPerSecond == rate) {
            return 0;
        }
        long before = space;
        rate = messagesPerSecond;
        space = (long) Math.ceil(NANOS_PER_SECOND / messagesPerSecond);
        int most = (int) Math.clamp((long) Math.ceil(messagesPerSecond), 1, MOST);
        long[] ordered = inOrder();
        left = new long[most];
        Arrays.fill(left, nowNanos - 2 * most * space);
        int kept = Math.min(ordered.length, most);
        System.arraycopy(ordered, ordered.length - kept, left, most - kept, kept);
        head = 0;
        return space - before;
    }

    /** Between two messages that are evenly spread. */
    public long space() {
        return space;
    }

    /** When the next may leave. */
    public long earliest() {
        return left[head] + left.length * space;
    }

    /** One leaves. */
    public void left(long whenNanos) {
        left[head] = whenNanos;
        head = (head + 1) % left.length;
    }

    private long[] inOrder() {
        long[] ordered = new long[left.length];
        for (int i = 0; i < left.length; i++) {
            ordered[i] = left[(head + i) % left.length];
        }
        return ordered;
    }
}
