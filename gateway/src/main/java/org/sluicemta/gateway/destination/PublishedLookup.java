package org.sluicemta.gateway.destination;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.sluicemta.egress.PublishedTls;
import org.sluicemta.gateway.dns.MxResolver;
import org.sluicemta.gateway.dns.ProvenHosts;
import org.sluicemta.gateway.sts.StsFinding;
import org.sluicemta.gateway.sts.StsPolicies;
import org.sluicemta.mail.DomainName;

/** Looks up what a domain publishes about the TLS of its hosts. Thread-safe. */
final class PublishedLookup {
    private static final ProvenHosts NOTHING_PROVEN = new ProvenHosts.Names(Set.of());
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MxResolver resolver;
    private final StsPolicies policies;

    PublishedLookup(MxResolver resolver, StsPolicies policies) {
        this.resolver = resolver;
        this.policies = policies;
    }

    /** @param followed what of it is */
    CompletionStage<Published> of(String domain, PublishedTls followed) {
        if (!DomainName.isWellFormed(domain)) {
            return CompletableFuture.completedFuture(new Published(new StsFinding.None(), NOTHING_PROVEN));
        }
        return sts(domain, followed).thenCombine(proven(domain, followed), Published::new);
    }

    private CompletionStage<StsFinding> sts(String domain, PublishedTls followed) {
        return followed.mtaStsOf(domain)
                ? policies.of(domain)
                : CompletableFuture.completedFuture(new StsFinding.None());
    }

    private CompletionStage<ProvenHosts> proven(String domain, PublishedTls followed) {
        if (!followed.daneOf(domain)) {
            return CompletableFuture.completedFuture(NOTHING_PROVEN);
        }
        ProvenHosts late = new ProvenHosts.Unavailable("DNS look-up of " + domain + " took too long");
        return resolver.provenExchangers(domain)
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(late, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
