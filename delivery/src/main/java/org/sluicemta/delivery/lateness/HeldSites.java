package org.sluicemta.delivery.lateness;

import java.util.Set;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.Gateway;
import org.sluicemta.gateway.SiteStatus;
import org.sluicemta.lane.LaneName;

/** Sites that can't accept mail at the moment: suspended, or with all connections in use. */
final class HeldSites {
    private final Gateway gateway;
    private final EgressPlans plans;

    @Inject
    HeldSites(Gateway gateway, EgressPlans plans) {
        this.gateway = gateway;
        this.plans = plans;
    }

    record Held(Set<PoolSite> sites) {
        boolean covers(LaneName lane) {
            return sites.contains(new PoolSite(lane.pool(), lane.site()));
        }
    }

    record PoolSite(PoolId pool, SiteId site) {}

    Held now() {
        return new Held(gateway.sites().stream()
                .filter(this::isHeld)
                .map(site -> new PoolSite(site.pool(), site.site()))
                .collect(Collectors.toUnmodifiableSet()));
    }

    private boolean isHeld(SiteStatus site) {
        return site.suspendedUntil() != null
                || site.inFlight() >= plans.current().site(site.site()).limits().connections();
    }
}
