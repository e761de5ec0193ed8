package org.sluicemta.gateway.destination;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressSite;
import org.sluicemta.egress.NextHop;
import org.sluicemta.egress.PublishedTls;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.TlsClient;
import org.sluicemta.egress.TlsFailure;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.egress.TlsSession;
import org.sluicemta.egress.TlsSessions;
import org.sluicemta.gateway.connection.Destination;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.gateway.connection.TlsDemand;
import org.sluicemta.gateway.dns.Addresses;
import org.sluicemta.gateway.dns.MxAnswer;
import org.sluicemta.gateway.dns.MxHost;
import org.sluicemta.gateway.dns.MxResolver;
import org.sluicemta.gateway.dns.ProvenHosts;
import org.sluicemta.gateway.sts.StsFinding;
import org.sluicemta.gateway.sts.StsPolicies;
import org.sluicemta.gateway.sts.StsPolicy;
import org.sluicemta.mail.DomainName;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;

/**
 * Finds where a domain's mail goes: the domain's own next hop, else the relay host, else the address if it's an address
 * literal, else its MX hosts. Thread-safe and stateless.
 */
public final class DestinationFinder {
    /** Which mail asks for the hosts of its domain. */
    private record Asked(String domain, int port, TlsPolicy configured, TlsClient client, boolean requireTls) {}

    private static final StsFinding NO_POLICY = new StsFinding.None();

    private final MxResolver resolver;
    private final TlsSessions sessions;
    private final PublishedLookup published;
    private final String ownName;

    /** @param ownName name of this server. An MX record with this name, and all less preferred ones, lead back here */
    public DestinationFinder(MxResolver resolver, StsPolicies policies, TlsSessions sessions, String ownName) {
        this.resolver = resolver;
        this.sessions = sessions;
        this.published = new PublishedLookup(resolver, policies);
        this.ownName = ownName;
    }

    /**
     * Finds the route.
     *
     * @param site whose TLS policy applies to MX hosts, unless the domain's own is stricter
     * @param options with REQUIRETLS, only a verified certificate will do, and only MX hosts whose names DNSSEC or MTA-STS
     *     proves (RFC 8689 section 4.2.1). With TLS-Required: No, what the domain publishes is not followed, and what
     *     this server's operator demands still is (sections 1 and 5)
     */
    public CompletionStage<MailRoute> find(String domain, SiteId site, EgressPlan plan, EnvelopeOptions options) {
        boolean requireTls = options.requireTls();
        NextHop hop = plan.nextHops().getOrDefault(domain, plan.relayHost());
        if (hop != null) {
            return now(new MailRoute.To(toHop(hop, requireTls), NO_POLICY));
        }
        EgressSite settings = plan.site(site);
        TlsPolicy configured = settings.tls();
        TlsClient client = settings.tlsClient();
        if (domain.startsWith("[")) {
            return now(
                    requireTls
                            ? unproven(domain)
                            : literal(domain, plan.remotePort(), new TlsDemand.Configured(configured), client));
        }
        String ascii = asciiName(domain);
        if (ascii == null) {
            return now(
                    nowhere(ResponseClass.UNKNOWN_DOMAIN, 550, "5.1.2", "\"" + domain + "\" is not a valid host name"));
        }
        Asked asked = new Asked(ascii, plan.remotePort(), configured, client, requireTls);
        return resolver.exchangers(ascii)
                .thenCombine(
                        published.of(ascii, options.tlsOptional() ? PublishedTls.IGNORED : plan.publishedTls()),
                        (answer, said) -> switch (answer) {
                            case MxAnswer.Exchangers found ->
                                toExchangers(asked, found.hosts(), said).ofDomainWith(found.hosts());
                            case MxAnswer.NullMx none ->
                                // RFC 7505 section 4.2.
                                nowhere(
                                        ResponseClass.UNKNOWN_DOMAIN,
                                        556,
                                        "5.1.10",
                                        "Domain " + domain + " does not accept mail (null MX)");
                            case MxAnswer.NoSuchDomain none ->
                                nowhere(ResponseClass.UNKNOWN_DOMAIN, 550, "5.1.2", none.text());
                            case MxAnswer.Unavailable failed ->
                                nowhere(ResponseClass.SITE_UNAVAILABLE, 451, "4.4.3", failed.text());
                        });
    }

    private static MailRoute unproven(String domain) {
        return nowhere(
                ResponseClass.TLS_FAILED,
                550,
                "5.7.30",
                "Message needs REQUIRETLS, but nothing proves which hosts take the mail of " + domain);
    }

    private static Destination toHop(NextHop hop, boolean requireTls) {
        TlsDemand tls = new TlsDemand.Configured(requireTls ? TlsPolicy.VERIFIED : hop.tls());
        String user = hop.credential() == null ? "" : hop.credential().user();
        String host = hop.host().replace("[", "").replace("]", "");
        String key = String.join(
                "|",
                "hop",
                host,
                String.valueOf(hop.port()),
                tls.key() + hop.client().key(),
                user);
        return new Destination(
                key, List.of(new MxHost(host, 0)), hop.port(), hop.credential(), tls, hop.client(), false, true);
    }

    private static MailRoute literal(String domain, int port, TlsDemand tls, TlsClient client) {
        Optional<InetAddress> address = Addresses.readDomainLiteral(domain);
        if (address.isEmpty()) {
            return nowhere(
                    ResponseClass.UNKNOWN_DOMAIN, 550, "5.1.2", "\"" + domain + "\" is not a valid address literal");
        }
        return to(List.of(new MxHost(address.get().getHostAddress(), 0)), port, tls, client, false, NO_POLICY);
    }

    /** The name in A-labels, or null if it isn't a host name. */
    private static @Nullable String asciiName(String domain) {
        return DomainName.ascii(domain).orElse(null);
    }

    private MailRoute toExchangers(Asked asked, List<MxHost> hosts, Published said) {
        if (said.proven() instanceof ProvenHosts.Unavailable failed) {
            // RFC 7672 section 2.1.1: whoever can spoil the answer must not choose the hosts.
            return nowhere(ResponseClass.SITE_UNAVAILABLE, 451, "4.4.3", failed.text());
        }
        List<MxHost> preferred = preferred(hosts);
        if (preferred.isEmpty()) {
            return nowhere(
                    ResponseClass.RELAY_REFUSED,
                    554,
                    "5.4.6",
                    "Mail for " + asked.domain() + " would come back to this server");
        }
        boolean proven = said.proves(hosts);
        // What the operator wants verified, DNS can't have verified in another way.
        boolean dane = proven && asked.configured() != TlsPolicy.VERIFIED;
        StsPolicy policy = said.enforced();
        if (policy != null) {
            return toAllowed(new TlsDemand.Sts(policy), preferred, asked, dane);
        }
        if (asked.requireTls() && !proven) {
            return unproven(asked.domain());
        }
        TlsPolicy least = asked.requireTls() ? TlsPolicy.VERIFIED : asked.configured();
        return to(preferred, asked.port(), new TlsDemand.Configured(least), asked.client(), dane, said.finding());
    }

    /** RFC 5321 section 5.1: hosts that are not preferred to ourselves would send the mail back. */
    private List<MxHost> preferred(List<MxHost> hosts) {
        int own = hosts.stream()
                .filter(host -> host.name().equalsIgnoreCase(ownName))
                .mapToInt(MxHost::preference)
                .min()
                .orElse(Integer.MAX_VALUE);
        return hosts.stream().filter(host -> host.preference() < own).toList();
    }

    /** RFC 8461 section 5: mail never goes to a host that the policy doesn't name. */
    private MailRoute toAllowed(TlsDemand.Sts sts, List<MxHost> hosts, Asked asked, boolean dane) {
        StsPolicy policy = sts.policy();
        List<MxHost> allowed =
                hosts.stream().filter(host -> policy.allows(host.name())).toList();
        if (!allowed.isEmpty()) {
            return to(allowed, asked.port(), sts, asked.client(), dane, new StsFinding.Found(policy));
        }
        sessions.count(new TlsSession(
                policy.domain(),
                TlsSession.Kind.STS,
                policy.id(),
                hosts.getFirst().name(),
                TlsFailure.VALIDATION_FAILURE));
        return new MailRoute.Nowhere(Fault.own(
                Phase.TLS,
                ResponseClass.TLS_FAILED,
                451,
                "4.7.5",
                policy + " allows " + String.join(", ", policy.mx()) + ", but its MX records name "
                        + hosts.stream().map(MxHost::name).collect(Collectors.joining(", "))));
    }

    private static MailRoute to(
            List<MxHost> hosts, int port, TlsDemand tls, TlsClient client, boolean dane, StsFinding policy) {
        // Hosts of equal preference come in random order. Sorted, they make one key, so all domains of a provider share
        // connections.
        String key = hosts.stream().map(MxHost::name).sorted().collect(Collectors.joining(",")) + "|" + port + "|"
                + tls.key() + client.key() + (dane ? "|DANE" : "");
        return new MailRoute.To(new Destination(key, hosts, port, null, tls, client, dane, false), policy);
    }

    private static MailRoute nowhere(ResponseClass known, int code, String enhancedStatus, String text) {
        return new MailRoute.Nowhere(Fault.own(Phase.DNS, known, code, enhancedStatus, text));
    }

    private static CompletionStage<MailRoute> now(MailRoute found) {
        return CompletableFuture.completedFuture(found);
    }
}
