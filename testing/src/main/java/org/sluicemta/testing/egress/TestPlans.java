package org.sluicemta.testing.egress;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluicemta.egress.ConnectionLimits;
import org.sluicemta.egress.EgressNetworks;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.EgressSite;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.egress.ServerCaps;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.egress.TlsPolicy;

/** Plans that say nothing but limits. */
public final class TestPlans {
    private TestPlans() {}

    /**
     * A plan of these pools and sites, with nothing else configured.
     *
     * @param others limits of each domain without a site
     * @param otherConnections of a pool to all those domains together
     */
    public static EgressPlan of(
            Map<PoolId, EgressPool> pools,
            Map<SiteId, EgressSite> sites,
            SiteLimits others,
            int otherConnections,
            ConnectionLimits connections) {
        return of(pools, sites, others, otherConnections, connections, ServerCaps.NONE);
    }

    /** The same, with caps over all sites. */
    public static EgressPlan of(
            Map<PoolId, EgressPool> pools,
            Map<SiteId, EgressSite> sites,
            SiteLimits others,
            int otherConnections,
            ConnectionLimits connections,
            ServerCaps caps) {
        return new EgressPlan(
                pools,
                Map.of(),
                Map.of(),
                Set.of(),
                sites,
                new EgressSite(SiteId.OTHER, List.of(), List.of(), others, TlsPolicy.OPPORTUNISTIC),
                otherConnections,
                Map.of(),
                null,
                25,
                Map.of("default", new RetrySchedule("default", List.of(Duration.ofMinutes(1)), Duration.ofDays(1))),
                1000,
                Duration.ofMinutes(1),
                connections,
                caps,
                EgressNetworks.ofPort(25));
    }
}
