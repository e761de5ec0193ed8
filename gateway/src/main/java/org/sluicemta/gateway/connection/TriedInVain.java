package org.sluicemta.gateway.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Hosts and addresses that failed, of destinations with more of them than one walk tries. The next walk begins with the
 * others, so a working server is found even behind any number of dead ones. Thread-safe.
 */
final class TriedInVain {
    private static final Duration KEPT = Duration.ofHours(2);
    private static final int MOST = 20_000;

    private final Cache<String, Long> when =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

    /** @param names host names, or addresses as {@link RemoteAddress#written} */
    void add(Collection<String> names) {
        long now = System.nanoTime();
        names.forEach(name -> when.put(name, now));
    }

    boolean contains(String name) {
        return when.getIfPresent(name) != null;
    }

    /** Sorted so that those tried longest ago come first. */
    List<RemoteAddress> oldestFirst(Collection<RemoteAddress> addresses) {
        return addresses.stream()
                .sorted(Comparator.comparingLong(address -> {
                    Long tried = when.getIfPresent(address.written());
                    return tried == null ? Long.MIN_VALUE : tried;
                }))
                .toList();
    }
}
