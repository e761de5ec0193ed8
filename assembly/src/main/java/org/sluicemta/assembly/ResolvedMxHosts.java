package org.sluicemta.assembly;

import java.util.List;
import java.util.concurrent.CompletionStage;
import javax.inject.Inject;
import org.sluicemta.gateway.dns.MxAnswer;
import org.sluicemta.gateway.dns.MxHost;
import org.sluicemta.gateway.dns.MxResolver;
import org.sluicemta.queue.lane.MxHosts;

/** Finds a domain's MX hosts with the resolver that deliveries use. */
final class ResolvedMxHosts implements MxHosts {
    private final MxResolver resolver;

    @Inject
    ResolvedMxHosts(MxResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public CompletionStage<List<String>> of(String domain) {
        return resolver.exchangers(domain).thenApply(answer -> switch (answer) {
            case MxAnswer.Exchangers found ->
                found.hosts().stream().map(MxHost::name).toList();
            case MxAnswer.NullMx() -> List.of();
            case MxAnswer.NoSuchDomain none -> List.of();
            case MxAnswer.Unavailable fault -> throw new IllegalStateException(fault.text());
        });
    }
}
