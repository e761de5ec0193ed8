package org.sluicemta.conf.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.conf.xml.XmlElement;
import org.sluicemta.egress.AdaptivePace;
import org.sluicemta.egress.AddressOrder;
import org.sluicemta.egress.EgressSite;
import org.sluicemta.egress.SiteCaps;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.egress.SiteTimeouts;
import org.sluicemta.egress.TlsClient;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.network.IpRange;

/** The {@code <sites>} of egress.xml: providers with their own settings, and the settings for all others. */
record EgressSites(Map<SiteId, EgressSite> byId, EgressSite other) {
    private static final ValueType<String> MX_SUFFIX =
            new ValueType<>("the end of a host name, from a dot on, such as .google.com", text -> {
                if (!text.startsWith(".")) {
                    throw new IllegalArgumentException(text);
                }
                return "." + ValueTypes.DOMAIN.parse().apply(text.substring(1));
            });

    /** @param home what relative files are below */
    static EgressSites read(ElementReader sites, Path home) {
        EgressSite other = other(
                sites.childOrEmpty("other-site", "Settings for every domain without a site, and defaults for sites."),
                home);
        Map<SiteId, EgressSite> byId = new LinkedHashMap<>();
        Map<String, SiteId> taken = new HashMap<>();
        for (ElementReader site : sites.children(
                "site",
                "A provider. Mail belongs to the site that names its domain, else to the one with the longest suffix of"
                        + " an MX host's name, else to the one with the smallest network of an MX host's address.")) {
            EgressSite read = site(site, other, home);
            if (byId.put(read.id(), read) != null) {
                site.problem("two sites have the name \"" + read.id() + "\"", "Rename one of them");
            }
            claim(site, read, taken);
        }
        return new EgressSites(byId, other);
    }

    /** Of all sites in egress.xml, as written, even if they have problems. */
    static List<String> names(XmlElement egress) {
        return egress.children().stream()
                .filter(child -> child.name().equals("sites"))
                .flatMap(sites -> sites.children().stream())
                .filter(child -> child.name().equals("site"))
                .map(site -> site.attributes().getOrDefault("name", ""))
                .toList();
    }

    private static EgressSite other(ElementReader site, Path home) {
        TlsPolicy tls = site.attribute(
                "tls", ValueTypes.oneOf(TlsPolicy.class), TlsPolicy.OPPORTUNISTIC, "TLS for connections.");
        return new EgressSite(
                SiteId.OTHER,
                List.of(),
                List.of(),
                List.of(),
                limits(
                        site.childOrEmpty("limits", "Limits for one pool at this site, over all its sources."),
                        SiteLimits.DEFAULTS),
                tls,
                SiteCaps.NONE,
                AdaptiveElement.read(site, AdaptivePace.DEFAULTS),
                addresses(site, AddressOrder.IPV4_FIRST),
                null,
                TlsClientElement.read(site, home, tls, TlsClient.DEFAULTS));
    }

    private static EgressSite site(ElementReader site, EgressSite other, Path home) {
        TlsPolicy tls = site.attribute(
                "tls",
                ValueTypes.oneOf(TlsPolicy.class),
                other.tls(),
                "TLS for connections. Default: as for other-site.");
        String name = site.required("name", ValueTypes.NAME, "unnamed", "Its name.");
        if (name.equals(SiteId.OTHER.value())) {
            site.problem("the name other is taken by the sites without an entry, got \"other\"", "Use <other-site>");
        }
        if (name.startsWith(SiteId.OF_HOSTS)) {
            site.problem(
                    "names with " + SiteId.OF_HOSTS + " are those of MX hosts without an entry, got \"" + name + "\"",
                    "Choose another name");
        }
        List<String> domains = site.texts("domain", ValueTypes.DOMAIN, "A recipient domain.");
        List<String> suffixes = site.texts("mx-suffix", MX_SUFFIX, "Suffix of an MX host name, starting with a dot.");
        List<IpRange> networks =
                site.texts("network", ValueTypes.NETWORK, "A network that an MX host's address is in.");
        if (domains.isEmpty() && suffixes.isEmpty() && networks.isEmpty()) {
            site.problem("no mail belongs to the site: it has no <domain>, <mx-suffix> or <network>", "Add one");
        }
        ElementReader limits = site.childOrEmpty("limits", "Limits for one pool at this site, over all its sources.");
        return new EgressSite(
                new SiteId(name),
                domains,
                suffixes,
                networks,
                limits(limits, other.limits()),
                tls,
                caps(site, limits),
                AdaptiveElement.read(site, other.adaptive()),
                addresses(site, other.addresses()),
                site.optional(
                                "reviewed",
                                ValueTypes.DATE,
                                "When the settings were last compared with what the provider publishes. A check warns after a"
                                        + " year.")
                        .orElse(null),
                TlsClientElement.read(site, home, tls, other.tlsClient()));
    }

    private static AddressOrder addresses(ElementReader site, AddressOrder otherwise) {
        return site.attribute(
                "addresses",
                ValueTypes.oneOf(AddressOrder.class),
                otherwise,
                "Addresses of its hosts that mail goes to, as far as the source has one of the same family. With ipv4-first"
                        + " and ipv6-first, the others are tried when those don't answer.");
    }

    private static SiteCaps caps(ElementReader site, ElementReader limits) {
        return new SiteCaps(
                MessageCaps.read(limits, "Caps on what one pool sends to this site."),
                MessageCaps.read(
                        site.childOrEmpty("source-limits", "Limits for one source at this site."),
                        "Caps on what one source sends to this site."),
                SharedLimits.allPools(site),
                SharedLimits.tenants(site, "at this site"),
                SharedLimits.campaigns(site, "at this site"),
                SendRateAttributes.read(limits, "from one pool to this site"));
    }

    private static SiteLimits limits(ElementReader limits, SiteLimits base) {
        return new SiteLimits(
                limits.attribute(
                        "connections",
                        ValueTypes.integer(1, 10_000),
                        base.connections(),
                        "Open connections, 1 to 10000."),
                limits.attribute(
                        "messages-per-second",
                        ValueTypes.decimal(),
                        base.messagesPerSecond(),
                        "Messages per second; 0 for no limit."),
                limits.attribute(
                        "messages-per-connection",
                        ValueTypes.integer(1, 100_000),
                        base.messagesPerConnection(),
                        "Messages after which a connection is closed, 1 to 100000."),
                limits.attribute(
                        "recipients-per-message",
                        ValueTypes.integer(1, 10_000),
                        base.recipientsPerMessage(),
                        "Recipients of one transaction, 1 to 10000; a message to more of them at one domain is sent in"
                                + " several."),
                positive(limits, "idle-timeout", base.idleTimeout(), "How long an unused connection is kept."),
                timeouts(limits, base.timeouts()));
    }

    private static SiteTimeouts timeouts(ElementReader limits, SiteTimeouts base) {
        return new SiteTimeouts(
                positive(limits, "connect-timeout", base.connect(), "For opening the socket."),
                positive(
                        limits,
                        "greeting-timeout",
                        base.greeting(),
                        "For the greeting (RFC 5321 section 4.5.3.2.1); if the domain has other hosts to try, no "
                                + "longer than connect-timeout."),
                positive(limits, "hello-timeout", base.hello(), "For EHLO, STARTTLS with its handshake, and AUTH."),
                positive(limits, "mail-timeout", base.mail(), "For MAIL (RFC 5321 section 4.5.3.2.2)."),
                positive(limits, "recipient-timeout", base.recipient(), "For each RCPT (RFC 5321 section 4.5.3.2.3)."),
                positive(limits, "data-timeout", base.data(), "For DATA (RFC 5321 section 4.5.3.2.4)."),
                positive(
                        limits,
                        "block-timeout",
                        base.block(),
                        "For each block of content to be sent (RFC 5321 section 4.5.3.2.5)."),
                positive(
                        limits,
                        "end-of-data-timeout",
                        base.endOfData(),
                        "For the reply to the final dot (RFC 5321 section 4.5.3.2.6)."),
                positive(limits, "quit-timeout", base.quit(), "For QUIT and RSET."));
    }

    private static Duration positive(ElementReader element, String attribute, Duration otherwise, String help) {
        Duration value = element.attribute(attribute, ValueTypes.DURATION_TIME, otherwise, help);
        if (!value.isPositive()) {
            element.problem(attribute + " must be longer than nothing, got \"0\"", "Write a time such as 30s");
            return otherwise;
        }
        return value;
    }

    /** No two sites may share a domain, suffix or network, or mail would belong to either by chance. */
    private static void claim(ElementReader element, EgressSite site, Map<String, SiteId> taken) {
        List<String> networks =
                site.networks().stream().map(EgressSites::written).toList();
        List.of(site.domains(), site.mxSuffixes(), networks)
                .forEach(names -> names.forEach(name -> {
                    SiteId first = taken.putIfAbsent(name, site.id());
                    if (first != null) {
                        element.problem(
                                "\"" + name + "\" belongs to site " + first + " already", "Take one of them out");
                    }
                }));
    }

    /** Two ways to write a network are one network. */
    private static String written(IpRange network) {
        return IpRange.around(network.base(), network.prefixLength()).toString();
    }
}
