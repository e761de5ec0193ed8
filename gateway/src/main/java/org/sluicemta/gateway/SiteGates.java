package org.sluicemta.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;

/**
 * One gate for each pool and site, as long as somebody holds it or it knows something that would be lost: slots,
 * connections, failures, a rate. Domains come and go by the hundred thousand, and their gates with them. Thread-safe.
 */
final class SiteGates {
    private static final int FEW = 1000;

    private record Key(PoolId pool, SiteId site) {}

    private final Cache<Key, PooledSiteGate> known =
            Caffeine.newBuilder().weakValues().build();
    private final Set<PooledSiteGate> inUse = ConcurrentHashMap.newKeySet();
    private volatile int sweepAt = FEW;

    PooledSiteGate get(PoolId pool, SiteId site, BiFunction<PoolId, SiteId, PooledSiteGate> made) {
        return known.get(new Key(pool, site), key -> made.apply(key.pool(), key.site()));
    }

    /** Keeps the gate, because from now on it knows something. */
    void used(PooledSiteGate gate) {
        if (inUse.add(gate) && inUse.size() >= sweepAt) {
            inUse.removeIf(PooledSiteGate::isUnused);
            sweepAt = Math.max(FEW, 2 * inUse.size());
        }
    }

    Collection<PooledSiteGate> all() {
        return known.asMap().values();
    }

    /** How many are remembered, without those that nobody holds any more. */
    long count() {
        known.cleanUp();
        return known.estimatedSize();
    }
}
