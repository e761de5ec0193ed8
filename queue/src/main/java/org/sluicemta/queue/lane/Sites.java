package org.sluicemta.queue.lane;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.SiteId;

/**
 * Which site a recipient domain belongs to. Configured domains are known immediately. For providers configured by their
 * MX hosts, the first mail to a domain starts a lookup without waiting for it: that mail goes to the common site, later
 * mail to the provider's.
 */
@Singleton
public final class Sites {
    private static final int REMEMBERED_DOMAINS = 100_000;
    private static final Duration REMEMBERED_FOR = Duration.ofHours(1);
    private static final Duration FAILURE_REMEMBERED_FOR = Duration.ofMinutes(1);

    private final EgressPlans plans;
    private final SiteLookup lookup;
    private final Cache<String, SiteId> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_DOMAINS)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();
    private final Cache<String, Boolean> asked = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_DOMAINS)
            .expireAfterWrite(FAILURE_REMEMBERED_FOR)
            .build();

    @Inject
    public Sites(EgressPlans plans, SiteLookup lookup) {
        this.plans = plans;
        this.lookup = lookup;
        plans.onChange(plan -> known.invalidateAll());
    }

    /** The configured site, or {@link SiteId#OTHER}. Never blocks. @param domain lower case */
    public SiteId of(String domain) {
        SiteId site = ofHosts(domain);
        return site.isOfHosts() ? SiteId.OTHER : site;
    }

    /**
     * The configured site, else that of the domain's MX hosts, or {@link SiteId#OTHER} while they aren't known. Never
     * blocks.
     *
     * @param domain lower case
     */
    public SiteId ofHosts(String domain) {
        SiteId site = known.getIfPresent(domain);
        return site != null ? site : decide(domain, plans.current());
    }

    private SiteId decide(String domain, EgressPlan plan) {
        Optional<SiteId> configured = plan.siteOfDomain(domain);
        SiteId site = configured.orElse(SiteId.OTHER);
        if (configured.isPresent() || !isWorthAsking(domain, plan)) {
            known.put(domain, site);
        } else if (asked.asMap().putIfAbsent(domain, true) == null) {
            lookup.of(domain).whenComplete((found, failure) -> remember(domain, found));
        }
        return site;
    }

    private static boolean isWorthAsking(String domain, EgressPlan plan) {
        return plan.relayHost() == null && !plan.nextHops().containsKey(domain) && !domain.startsWith("[");
    }

    private void remember(String domain, @Nullable SiteId found) {
        if (found != null) { // else asked again in a minute; until then the common site will do
            known.put(domain, found);
        }
    }
}
