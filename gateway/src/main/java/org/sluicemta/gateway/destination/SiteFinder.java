package org.sluicemta.gateway.destination;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.dns.AddressAnswer;
import org.sluicemta.gateway.dns.Addresses;
import org.sluicemta.gateway.dns.MxHost;
import org.sluicemta.gateway.dns.MxResolver;

/**
 * Finds the configured site that MX hosts belong to: by the longest suffix of a host's name, else by the smallest network
 * that an address of the preferred hosts is in. Thread-safe.
 */
public final class SiteFinder {
    /** A domain may name hundreds of hosts. */
    private static final int MOST_LOOK_UPS = 10;

    private static final int MOST_NAMES = 20_000;

    /** What was found for a plan, since each delivery asks. */
    private record Names(EgressPlan plan, Cache<String, Optional<SiteId>> sites) {}

    private final MxResolver resolver;
    private volatile @Nullable Names names;

    public SiteFinder(MxResolver resolver) {
        this.resolver = resolver;
    }

    /** @param hosts by preference; names or addresses */
    public CompletionStage<Optional<SiteId>> find(List<MxHost> hosts, EgressPlan plan) {
        Optional<SiteId> byName = hosts.stream()
                .flatMap(host -> byName(host.name(), plan).stream())
                .findFirst();
        return byName.isPresent() || hosts.isEmpty() || !plan.hasNetworks()
                ? CompletableFuture.completedFuture(byName)
                : byAddress(hosts, plan);
    }

    private Optional<SiteId> byName(String host, EgressPlan plan) {
        Names known = names;
        if (known == null || known.plan() != plan) {
            known = new Names(
                    plan, Caffeine.newBuilder().maximumSize(MOST_NAMES).build());
            names = known;
        }
        return known.sites().get(host, plan::siteOfMx);
    }

    /** The site of domains with exactly these MX hosts that no configured site names. */
    public static SiteId ofHosts(List<MxHost> hosts) {
        return SiteId.ofHosts(hosts.stream().map(MxHost::name).toList());
    }

    private CompletionStage<Optional<SiteId>> byAddress(List<MxHost> hosts, EgressPlan plan) {
        int best = hosts.getFirst().preference();
        List<CompletableFuture<List<InetAddress>>> found = hosts.stream()
                .filter(host -> host.preference() == best)
                .limit(MOST_LOOK_UPS)
                .map(host -> addresses(host.name()).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(found.toArray(CompletableFuture[]::new))
                .thenApply(all -> plan.siteOfAddresses(
                        found.stream().flatMap(each -> each.join().stream()).toList()));
    }

    /** None if DNS gives no answer: a delivery fails then, and its next attempt asks again. */
    private CompletionStage<List<InetAddress>> addresses(String host) {
        Optional<InetAddress> literal = Addresses.read(host);
        return literal.isPresent()
                ? CompletableFuture.completedFuture(List.of(literal.get()))
                : resolver.addresses(host)
                        .thenApply(answer ->
                                answer instanceof AddressAnswer.Addresses known ? known.addresses() : List.of());
    }
}
