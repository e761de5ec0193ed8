package org.sluicemta.gateway.destination;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.NextHop;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.gateway.connection.Destination;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.gateway.dns.Addresses;
import org.sluicemta.gateway.dns.MxAnswer;
import org.sluicemta.gateway.dns.MxHost;
import org.sluicemta.gateway.dns.MxResolver;
import org.sluicemta.mail.DomainName;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;

/**
 * Finds where a domain's mail goes: the domain's own next hop, else the relay host, else the address if it's an address
 * literal, else its MX hosts. Thread-safe and stateless.
 */
public final class DestinationFinder {
    private final MxResolver resolver;
    private final String ownName;

    /** @param ownName name of this server. An MX record with this name, and all less preferred ones, lead back here */
    public DestinationFinder(MxResolver resolver, String ownName) {
        this.resolver = resolver;
        this.ownName = ownName;
    }

    /**
     * Finds the route.
     *
     * @param site whose TLS policy applies to MX hosts
     * @param requireTls RFC 8689 was asked for: only a verified certificate will do, and no MX host, because
     *     section 4.2.1 wants its name proven by DNSSEC or MTA-STS, and this server checks neither
     */
    public CompletionStage<MailRoute> find(String domain, SiteId site, EgressPlan plan, boolean requireTls) {
        NextHop hop = plan.nextHops().getOrDefault(domain, plan.relayHost());
        if (hop != null) {
            return now(new MailRoute.To(toHop(hop, requireTls)));
        }
        if (requireTls) {
            return now(nowhere(
                    ResponseClass.TLS_FAILED,
                    550,
                    "5.7.30",
                    "Message needs REQUIRETLS, but nothing proves which hosts take the mail of " + domain));
        }
        TlsPolicy tls = plan.site(site).tls();
        if (domain.startsWith("[")) {
            return now(literal(domain, plan.remotePort(), tls));
        }
        String ascii = asciiName(domain);
        if (ascii == null) {
            return now(
                    nowhere(ResponseClass.UNKNOWN_DOMAIN, 550, "5.1.2", "\"" + domain + "\" is not a valid host name"));
        }
        return resolver.exchangers(ascii).thenApply(answer -> switch (answer) {
            case MxAnswer.Exchangers found -> toExchangers(ascii, found.hosts(), plan.remotePort(), tls);
            case MxAnswer.NullMx none ->
                // RFC 7505 section 4.2.
                nowhere(
                        ResponseClass.UNKNOWN_DOMAIN,
                        556,
                        "5.1.10",
                        "Domain " + domain + " does not accept mail (null MX)");
            case MxAnswer.NoSuchDomain none -> nowhere(ResponseClass.UNKNOWN_DOMAIN, 550, "5.1.2", none.text());
            case MxAnswer.Unavailable failed -> nowhere(ResponseClass.SITE_UNAVAILABLE, 451, "4.4.3", failed.text());
        });
    }

    private static Destination toHop(NextHop hop, boolean requireTls) {
        TlsPolicy tls = atLeast(hop.tls(), requireTls);
        String user = hop.credential() == null ? "" : hop.credential().user();
        String host = hop.host().replace("[", "").replace("]", "");
        String key = String.join("|", "hop", host, String.valueOf(hop.port()), tls.name(), user);
        return new Destination(key, List.of(new MxHost(host, 0)), hop.port(), hop.credential(), tls, true);
    }

    private static TlsPolicy atLeast(TlsPolicy configured, boolean requireTls) {
        return requireTls ? TlsPolicy.VERIFIED : configured;
    }

    private static MailRoute literal(String domain, int port, TlsPolicy tls) {
        Optional<InetAddress> address = Addresses.readDomainLiteral(domain);
        if (address.isEmpty()) {
            return nowhere(
                    ResponseClass.UNKNOWN_DOMAIN, 550, "5.1.2", "\"" + domain + "\" is not a valid address literal");
        }
        return to(List.of(new MxHost(address.get().getHostAddress(), 0)), port, tls);
    }

    /** The name in A-labels, or null if it isn't a host name. */
    private static @Nullable String asciiName(String domain) {
        return DomainName.ascii(domain).orElse(null);
    }

    private MailRoute toExchangers(String domain, List<MxHost> hosts, int port, TlsPolicy tls) {
        int own = hosts.stream()
                .filter(host -> host.name().equalsIgnoreCase(ownName))
                .mapToInt(MxHost::preference)
                .min()
                .orElse(Integer.MAX_VALUE);
        // RFC 5321 section 5.1: hosts that are not preferred to ourselves would send the mail back.
        List<MxHost> preferred =
                hosts.stream().filter(host -> host.preference() < own).toList();
        return preferred.isEmpty()
                ? nowhere(
                        ResponseClass.RELAY_REFUSED,
                        554,
                        "5.4.6",
                        "Mail for " + domain + " would come back to this server")
                : to(preferred, port, tls);
    }

    private static MailRoute to(List<MxHost> hosts, int port, TlsPolicy tls) {
        // Hosts of equal preference come in random order. Sorted, they make one key, so all domains of a provider share
        // connections.
        String key = hosts.stream().map(MxHost::name).sorted().collect(Collectors.joining(",")) + "|" + port + "|"
                + tls.name();
        return new MailRoute.To(new Destination(key, hosts, port, null, tls, false));
    }

    private static MailRoute nowhere(ResponseClass known, int code, String enhancedStatus, String text) {
        return new MailRoute.Nowhere(Fault.own(Phase.DNS, known, code, enhancedStatus, text));
    }

    private static CompletionStage<MailRoute> now(MailRoute found) {
        return CompletableFuture.completedFuture(found);
    }
}
