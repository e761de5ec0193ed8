package org.sluicemta.delivery.lateness;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.delivery.site.PacedCampaigns;
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
    private final PacedCampaigns campaigns;

    @Inject
    HeldSites(Gateway gateway, EgressPlans plans, PacedCampaigns campaigns) {
        this.campaigns = campaigns;
        this.gateway = gateway;
        this.plans = plans;
    }

    /** The sites as they were at one time. */
    final class Held {
        private final Map<SiteKey, SiteStatus> sites;

        private Held(Map<SiteKey, SiteStatus> sites) {
            this.sites = sites;
        }

        /** Whether mail may be accepted again soon. */
        boolean isBusy(LaneName lane) {
            SiteStatus site = sites.get(SiteKey.of(lane));
            return site != null && (hasNoSlot(site) || ownerWaits(lane, site));
        }

        private boolean hasNoSlot(SiteStatus site) {
            return site.suspendedUntil() != null
                    || site.inFlight()
                            >= plans.current().site(site.site()).limits().connections();
        }

        /** Whether no more may be accepted for a while, because an operator set a cap, the site refuses our sources, or the campaign takes its time. */
        boolean isLimited(LaneName lane) {
            SiteStatus site = sites.get(SiteKey.of(lane));
            return campaigns.of(lane).isPresent()
                    || site != null && (mayLast(site.noSlot()) || mayLast(ofOwner(lane, site)));
        }

        private static boolean mayLast(@Nullable NoSlot noSlot) {
            return noSlot != null && noSlot.reason().mayLastForHours();
        }

        private static boolean ownerWaits(LaneName lane, SiteStatus site) {
            return ofOwner(lane, site) != null;
        }

        private static @Nullable NoSlot ofOwner(LaneName lane, SiteStatus site) {
            return lane.owners().stream()
                    .flatMap(owner -> Stream.ofNullable(site.owners().get(owner)))
                    .findFirst()
                    .orElse(null);
        }
    }

    Held now() {
        return new Held(gateway.sites().stream()
                .collect(Collectors.toUnmodifiableMap(
                        site -> new SiteKey(site.pool(), site.site()), Function.identity(), (one, same) -> one)));
    }
}
