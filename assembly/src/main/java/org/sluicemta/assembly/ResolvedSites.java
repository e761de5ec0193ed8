package org.sluicemta.assembly;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.inject.Inject;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.destination.SiteFinder;
import org.sluicemta.gateway.dns.MxAnswer;
import org.sluicemta.gateway.dns.MxResolver;
import org.sluicemta.queue.lane.SiteLookup;

/** Finds the site of a domain's MX hosts as deliveries do. */
final class ResolvedSites implements SiteLookup {
    private final MxResolver resolver;
    private final EgressPlans plans;
    private final SiteFinder finder;

    @Inject
    ResolvedSites(MxResolver resolver, EgressPlans plans) {
        this.resolver = resolver;
        this.plans = plans;
        this.finder = new SiteFinder(resolver);
    }

    @Override
    public CompletionStage<SiteId> of(String domain) {
        return resolver.exchangers(domain).thenCompose(answer -> switch (answer) {
            case MxAnswer.Exchangers found ->
                finder.find(found.hosts(), plans.current())
                        .thenApply(site -> site.orElseGet(() -> SiteFinder.ofHosts(found.hosts())));
            case MxAnswer.NullMx() -> CompletableFuture.completedFuture(SiteId.OTHER);
            case MxAnswer.NoSuchDomain none -> CompletableFuture.completedFuture(SiteId.OTHER);
            case MxAnswer.Unavailable fault -> CompletableFuture.failedFuture(new IllegalStateException(fault.text()));
        });
    }
}
