package org.sluicemta.delivery.lateness;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.sluicemta.delivery.site.SiteKey;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.gateway.Gateway;
import org.sluicemta.gateway.SiteStatus;
import org.sluicemta.gateway.limit.NoSlot;
import org.sluicemta.lane.LaneName;

/**
 * Sites that can't accept mail at the moment: suspended, with all connections in use, with a cap used up, or with all
 * sources resting.
 */
final class HeldSites {
    private final Gateway gateway;
    private final EgressPlans plans;

    @Inject
    HeldSites(Gateway gateway, EgressPlans plans) {
        this.gateway = gateway;
        this.plans = plans;
    }

    /**
     * @param busy those that may accept mail soon
     * @param limited those that get no more for a while, because an operator set a cap or the site refuses our sources
     */
    record Held(Set<SiteKey> busy, Set<SiteKey> limited) {
        boolean isBusy(LaneName lane) {
            return busy.contains(SiteKey.of(lane));
        }

        boolean isLimited(LaneName lane) {
            return limited.contains(SiteKey.of(lane));
        }
    }

    Held now() {
        List<SiteStatus> sites = gateway.sites();
        return new Held(where(sites, this::isBusy), where(sites, HeldSites::isLimited));
    }

    private static Set<SiteKey> where(List<SiteStatus> sites, Predicate<SiteStatus> wanted) {
        return sites.stream()
                .filter(wanted)
                .map(site -> new SiteKey(site.pool(), site.site()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isLimited(SiteStatus site) {
        NoSlot noSlot = site.noSlot();
        return noSlot != null && noSlot.reason().mayLastForHours();
    }

    private boolean isBusy(SiteStatus site) {
        return site.suspendedUntil() != null
                || site.inFlight() >= plans.current().site(site.site()).limits().connections();
    }
}
