package org.sluicemta.smtp.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.sluicemta.limit.LimitKind;
import org.sluicemta.limit.Subject;

/** How often something happens per second: token buckets. Tracks a bounded number of subjects. Thread-safe. */
final class SecondRates {
    private static final long MOST_BUCKETS = 200_000;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_BUCKETS)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();

    private record Key(Subject subject, LimitKind kind, int perSecond) {}

    /**
     * Counts this many; false when that is too many. A batch larger than one second's worth is allowed when a whole
     * second is free.
     */
    boolean take(Subject subject, LimitKind kind, int perSecond, int count) {
        Bucket bucket = buckets.get(new Key(subject, kind, perSecond), SecondRates::bucket);
        return bucket.tryConsume(Math.min(count, perSecond));
    }

    private static Bucket bucket(Key key) {
        return Bucket.builder()
                .withNanosecondPrecision() // the time that passes, whatever is done to the clock
                .addLimit(limit -> limit.capacity(key.perSecond()).refillGreedy(key.perSecond(), SECOND))
                .build();
    }
}
