package org.sluicemta.queue.lane;

import java.util.concurrent.ConcurrentHashMap;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.lane.LaneName;
import org.sluicemta.tenant.TenantId;

/**
 * How much this node has put into lanes and not yet seen leave, by owner. It decides who gets their own lane, so it
 * need not be exact. After a restart shared lanes count from zero, and mail that leaves uncounted doesn't matter.
 */
final class Backlogs {
    private final ConcurrentHashMap<Object, Integer> counts = new ConcurrentHashMap<>();

    /** A tenant's mail at a site. */
    record OfTenant(PoolId pool, SiteId site, TenantId tenant) {}

    /** What has a lane of its own beside that of its tenant. */
    record OfMailing(LaneName lane) {}

    /** Mail for a domain without a configured site. */
    record OfDomain(PoolId pool, String domain) {}

    /** Mail in the lanes of MX hosts that no configured site names. */
    record OfHosts(PoolId pool, SiteId hosts) {}

    int of(Object owner) {
        return counts.getOrDefault(owner, 0);
    }

    void add(Object owner, int messages) {
        if (messages > 0) {
            counts.merge(owner, messages, Integer::sum);
        }
    }

    /** One message less; true when that was the last. */
    boolean remove(Object owner) {
        return counts.compute(owner, (key, count) -> count == null || count <= 1 ? null : count - 1) == null;
    }
}
