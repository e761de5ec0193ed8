package org.sluicemta.routes.lane;

import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.lane.LaneName;
import org.sluicemta.tenant.TenantId;

/** Which lanes an operator means. */
public sealed interface LaneScope {
    /** Whether a lane is meant. */
    boolean covers(LaneName lane);

    record OfLane(LaneName lane) implements LaneScope {
        @Override
        public boolean covers(LaneName other) {
            return lane.equals(other);
        }
    }

    record OfPool(PoolId pool) implements LaneScope {
        @Override
        public boolean covers(LaneName lane) {
            return pool.equals(lane.pool());
        }
    }

    record OfSite(PoolId pool, SiteId site) implements LaneScope {
        @Override
        public boolean covers(LaneName lane) {
            return pool.equals(lane.pool()) && site.equals(lane.site());
        }
    }

    /** The tenant's own lanes; his mail in shared lanes is parted from them as it comes up. */
    record OfTenant(TenantId tenant) implements LaneScope {
        @Override
        public boolean covers(LaneName lane) {
            return tenant.equals(lane.tenant());
        }
    }

    /** The same in one pool only: a tenant's streams that leave by it. */
    record OfTenantInPool(PoolId pool, TenantId tenant) implements LaneScope {
        @Override
        public boolean covers(LaneName lane) {
            return pool.equals(lane.pool()) && tenant.equals(lane.tenant());
        }
    }
}
