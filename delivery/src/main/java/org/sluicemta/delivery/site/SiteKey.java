package org.sluicemta.delivery.site;

import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.lane.LaneName;

/** A pool and a site, which one scheduler handles. */
public record SiteKey(PoolId pool, SiteId site) {
    public static SiteKey of(LaneName lane) {
        return new SiteKey(lane.pool(), lane.site());
    }

    @Override
    public String toString() {
        return pool + " to " + site;
    }
}
