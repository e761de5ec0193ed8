package org.sluicemta.gateway.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Messages per second, as a token bucket that holds one second's worth (one message at least). The rate is given with
 * every use, since it may change with the configuration; a new rate starts with a full bucket. Not thread-safe.
 */
final class RateLimit {
    private static final double NANOS_PER_SECOND = 1_000_000_000;

    private final TimeMeter time;
    private double rate;
    private @Nullable Bucket bucket;

    RateLimit(TimeMeter time) {
        this.time = time;
    }

    /** Takes leave for one message, if there is one now. */
    boolean tryTake(double messagesPerSecond) {
        Bucket tokens = bucketFor(messagesPerSecond);
        return tokens == null || tokens.tryConsume(1);
    }

    /** Gives leave back that was not used. */
    void giveBack() {
        Bucket tokens = bucket;
        if (tokens != null) {
            tokens.addTokens(1);
        }
    }

    /** Time until there is leave for one message; zero when there is now. */
    Duration untilReady(double messagesPerSecond) {
        Bucket tokens = bucketFor(messagesPerSecond);
        return tokens == null
                ? Duration.ZERO
                : Duration.ofNanos(tokens.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    private @Nullable Bucket bucketFor(double messagesPerSecond) {
        if (messagesPerSecond != rate) {
            rate = messagesPerSecond;
            bucket = messagesPerSecond > 0 ? newBucket(messagesPerSecond) : null;
        }
        return bucket;
    }

    private Bucket newBucket(double messagesPerSecond) {
        long capacity = Math.max(1, Math.round(messagesPerSecond));
        Duration refill = Duration.ofNanos(Math.max(1, Math.round(capacity * NANOS_PER_SECOND / messagesPerSecond)));
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, refill))
                .withCustomTimePrecision(time)
                .build();
    }
}
