package org.sluicemta.gateway.limit;

import java.time.Duration;

/**
 * Messages per second, spaced evenly, and never more of them than the rate says in any second (or, below one a second,
 * in any time that the rate gives one message). One that comes late by less than half the space between two makes the
 * next wait less, so that timers don't cost part of the rate. The rate is given with every use, since it may change
 * with the configuration; what has left counts anyway then. Not thread-safe.
 */
final class RateLimit {
    private final RateWindow window = new RateWindow();
    /** No message before this one. */
    private long nextNanos;

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
            nextNanos = Math.max(nextNanos, when - window.space() / 2) + window.space();
            window.left(when);
        }
        return Duration.ofNanos(when - nowNanos);
    }

    private long earliest(double messagesPerSecond, long nowNanos) {
        if (messagesPerSecond <= 0) {
            return nowNanos;
        }
        nextNanos += window.at(messagesPerSecond, nowNanos);
        return Math.max(nextNanos, window.earliest());
    }
}
