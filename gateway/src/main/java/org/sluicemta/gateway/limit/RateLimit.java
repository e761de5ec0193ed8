package org.sluicemta.gateway.limit;

import java.time.Duration;
import java.util.Arrays;

/**
 * Messages per second, spaced evenly, and never more of them than the rate says in any second (or, below one a second,
 * in any time that the rate gives one message). One that comes late by less than half the space between two makes the
 * next wait less, so that timers don't cost part of the rate. The rate is given with every use, since it may change
 * with the configuration; what has left counts anyway then. Not thread-safe.
 */
final class RateLimit {
    private static final double NANOS_PER_SECOND = 1_000_000_000;

    private double rate;
    private long space;
    /** No message before this one. */
    private long nextNanos;
    /** When the last messages left, as many as a second may see; the oldest is at the head. */
    private long[] left = new long[0];

    private int head;

    /**
     * @param startNanos of the server, which may have been stopped just after its last message: none leaves sooner than a
     *     space after it
     */
    RateLimit(long startNanos) {
        this.nextNanos = startNanos;
    }

    /** Time until a message may leave; zero when it may now. */
    Duration untilReady(double messagesPerSecond, long nowNanos) {
        return Duration.ofNanos(Math.max(0, earliest(messagesPerSecond, nowNanos) - nowNanos));
    }

    /** A message leaves as soon as it may: now, or after this time. */
    Duration take(double messagesPerSecond, long nowNanos) {
        long when = Math.max(nowNanos, earliest(messagesPerSecond, nowNanos));
        if (messagesPerSecond > 0) {
            nextNanos = Math.max(nextNanos, when - space / 2) + space;
            left[head] = when;
            head = (head + 1) % left.length;
        }
        return Duration.ofNanos(when - nowNanos);
    }

    private long earliest(double messagesPerSecond, long nowNanos) {
        if (messagesPerSecond <= 0) {
            return nowNanos;
        }
        if (messagesPerSecond != rate) {
            change(messagesPerSecond, nowNanos);
        }
        return Math.max(nextNanos, left[head] + left.length * space);
    }

    private void change(double messagesPerSecond, long nowNanos) {
        long before = space;
        rate = messagesPerSecond;
        space = (long) Math.ceil(NANOS_PER_SECOND / messagesPerSecond);
        nextNanos += space - before;
        int most = (int) Math.clamp((long) messagesPerSecond, 1, 100_000);
        long[] ordered = inOrder();
        left = new long[most];
        Arrays.fill(left, nowNanos - 2 * most * space);
        int kept = Math.min(ordered.length, most);
        System.arraycopy(ordered, ordered.length - kept, left, most - kept, kept);
        head = 0;
    }

    private long[] inOrder() {
        long[] ordered = new long[left.length];
        for (int i = 0; i < left.length; i++) {
            ordered[i] = left[(head + i) % left.length];
        }
        return ordered;
    }
}
