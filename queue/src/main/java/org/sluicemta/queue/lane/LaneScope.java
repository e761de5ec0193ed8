package org.sluicemta.queue.lane;

import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.lane.LaneName;
import org.sluicemta.tenant.TenantId;

/** Which lanes an operator has selected. */
public sealed interface LaneScope {
    /** Whether a lane is included. */
    boolean covers(LaneName lane);

    /** As an operator writes it: {@code pool=marketing site=gmail}. */
    String selector();

    record OfLane(LaneName lane) implements LaneScope {
        @Override
        public boolean covers(LaneName other) {
            return lane.equals(other);
        }

        @Override
        public String selector() {
            return lane.queue();
        }
    }

    record OfPool(PoolId pool) implements LaneScope {
        @Override
        public boolean covers(LaneName lane) {
            return pool.equals(lane.pool());
        }

        @Override
        public String selector() {
            return "pool=" + pool;
        }
    }

    record OfSite(PoolId pool, SiteId site) implements LaneScope {
        @Override
        public boolean covers(LaneName lane) {
            return pool.equals(lane.pool()) && site.equals(lane.site());
        }

        @Override
        public String selector() {
            return "pool=" + pool + " site=" + site;
        }
    }

    /** The tenant's own lanes. Its messages in shared lanes are moved out as they reach the head. */
    record OfTenant(TenantId tenant) implements LaneScope {
        @Override
        public boolean covers(LaneName lane) {
            return tenant.equals(lane.tenant());
        }

        @Override
        public String selector() {
            return "tenant=" + tenant;
        }
    }

    /** The same in one pool only: a tenant's streams that leave through it. */
    record OfTenantInPool(PoolId pool, TenantId tenant) implements LaneScope {
        @Override
        public boolean covers(LaneName lane) {
            return pool.equals(lane.pool()) && tenant.equals(lane.tenant());
        }

        @Override
        public String selector() {
            return "pool=" + pool + " tenant=" + tenant;
        }
    }
}
