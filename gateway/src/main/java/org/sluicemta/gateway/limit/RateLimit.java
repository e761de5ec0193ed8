package org.sluicemta.gateway.limit;

import java.time.Duration;
import org.sluicemta.gateway.pace.RateWindow;

/**
 * Limits messages per second, spaced evenly. In no second are there more than the rate allows (below one a second, in
 * no period that the rate gives to one message). A message that is late by less than half the interval shortens the
 * next wait, so that timer delays don't lower the rate. The rate is passed with every use because the configuration may
 * change; messages already sent still count. Not thread-safe.
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

    /** Reserves the next turn, and returns the time until it. */
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
