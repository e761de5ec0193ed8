package org.sluicemta.store.reputation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.sluicemta.reputation.RateCounts;
import org.sluicemta.reputation.RateKey;

/**
 * Counts in buckets of a twenty-fourth of the window each. A bucket begins with its first event, with a new
 * day in UTC, or on request, so that counting can restart at any moment. Bounded: keys beyond the limit count under the name {@code other}, and buckets
 * that have left the window are dropped. Thread-safe.
 */
final class CountBuckets {
    static final String OTHER = "other";

    private static final int BUCKETS = 24;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final Duration window;
    private final long bucketMillis;
    private final int mostKeys;
    private final Map<RateKey, TreeMap<Long, RateCounts>> series = new HashMap<>();

    /** @param mostKeys keys that are counted separately */
    CountBuckets(Duration window, int mostKeys) {
        this.window = window;
        this.bucketMillis = Math.max(1, window.toMillis() / BUCKETS);
        this.mostKeys = mostKeys;
    }

    /** Adds to the bucket of that time, and returns the bucket and what was added. */
    synchronized RateDelta add(RateKey given, Instant at, RateCounts counts) {
        RateKey key = series.containsKey(given) || series.size() < mostKeys
                ? given
                : new RateKey(given.tenant(), given.kind(), OTHER);
        TreeMap<Long, RateCounts> buckets = series.computeIfAbsent(key, none -> new TreeMap<>());
        Long begins = buckets.floorKey(at.toEpochMilli());
        if (begins == null || begins + bucketMillis <= at.toEpochMilli() || day(begins) != day(at.toEpochMilli())) {
            begins = at.toEpochMilli();
        }
        buckets.merge(begins, counts, RateCounts::plus);
        return new RateDelta(key, begins, counts);
    }

    private static long day(long millis) {
        return Math.floorDiv(millis, DAY_MILLIS);
    }

    /** Restores saved counts. */
    synchronized void replaceAll(List<RateDelta> saved) {
        series.clear();
        for (RateDelta bucket : saved) {
            series.computeIfAbsent(bucket.key(), none -> new TreeMap<>())
                    .merge(bucket.begins(), bucket.counts(), RateCounts::plus);
        }
    }

    /** Begins a new bucket for these keys, and returns what has to be saved. */
    synchronized List<RateDelta> beginAnew(Predicate<RateKey> keys, Instant at) {
        List<RateDelta> begun = new ArrayList<>();
        series.forEach((key, buckets) -> {
            if (keys.test(key)) {
                buckets.putIfAbsent(at.toEpochMilli(), RateCounts.NONE);
                begun.add(new RateDelta(key, at.toEpochMilli(), RateCounts.NONE));
            }
        });
        return begun;
    }

    /** Figures of a key from buckets that began at an instant or later, those within the window only. */
    synchronized RateCounts since(RateKey key, Instant since, Instant now) {
        TreeMap<Long, RateCounts> buckets = series.get(key);
        return buckets == null ? RateCounts.NONE : sum(buckets.tailMap(later(since, start(now)), true));
    }

    /** Figures of all keys within the window. */
    Map<RateKey, RateCounts> all(Instant now) {
        return all(start(now), now);
    }

    /** Figures of all keys from buckets that began at an instant or later, those within the window only. */
    synchronized Map<RateKey, RateCounts> all(Instant since, Instant now) {
        Map<RateKey, RateCounts> all = new HashMap<>();
        series.forEach((key, buckets) -> {
            RateCounts sum = sum(buckets.tailMap(later(since, start(now)), true));
            if (!sum.equals(RateCounts.NONE)) {
                all.put(key, sum);
            }
        });
        return all;
    }

    synchronized void prune(Instant now) {
        long start = start(now).toEpochMilli();
        series.values().forEach(buckets -> buckets.headMap(start).clear());
        series.values().removeIf(TreeMap::isEmpty);
    }

    /** Earlier events no longer count. A bucket leaves the window as a whole, when its beginning does. */
    Instant start(Instant now) {
        return now.minus(window);
    }

    private static long later(Instant a, Instant b) {
        return Math.max(a.toEpochMilli(), b.toEpochMilli());
    }

    private static RateCounts sum(NavigableMap<Long, RateCounts> buckets) {
        return buckets.values().stream().reduce(RateCounts.NONE, RateCounts::plus);
    }
}
