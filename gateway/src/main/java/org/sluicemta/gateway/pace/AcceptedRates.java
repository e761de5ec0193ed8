package org.sluicemta.gateway.pace;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;

/** How fast each site accepts mail from each source. Thread-safe. */
final class AcceptedRates {
    private final Map<SiteId, Map<SourceId, RecentRate>> bySite = new ConcurrentHashMap<>();

    void accepted(SourceId source, SiteId site, long nowNanos) {
        Map<SourceId, RecentRate> there = bySite.get(site);
        RecentRate rate = there == null ? null : there.get(source);
        if (rate == null) {
            rate = bySite.computeIfAbsent(site, key -> new ConcurrentHashMap<>())
                    .computeIfAbsent(source, key -> new RecentRate(nowNanos));
        }
        rate.accepted(nowNanos);
    }

    double perSecond(SourceId source, SiteId site, long nowNanos) {
        RecentRate rate = bySite.getOrDefault(site, Map.of()).get(source);
        return rate == null ? 0 : rate.perSecond(nowNanos);
    }

    /** Forgets those that nothing was accepted from in the last minute. */
    void sweep(long nowNanos) {
        bySite.values().forEach(there -> there.values().removeIf(rate -> rate.isIdle(nowNanos)));
        bySite.values().removeIf(Map::isEmpty);
    }
}
