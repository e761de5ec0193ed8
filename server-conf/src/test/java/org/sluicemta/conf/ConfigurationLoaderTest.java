package org.sluicemta.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sluicemta.admission.AdmissionSettings;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.chain.CompositePlan;
import org.sluicemta.chain.MailetPlan;
import org.sluicemta.chain.Match;
import org.sluicemta.chain.Parameter;
import org.sluicemta.chain.ProcessorPlan;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.conf.file.ConfiguredTenant;
import org.sluicemta.egress.AdaptivePace;
import org.sluicemta.egress.AddressOrder;
import org.sluicemta.egress.CampaignLimits;
import org.sluicemta.egress.ConnectionLimits;
import org.sluicemta.egress.EgressNetworks;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.MessageCap;
import org.sluicemta.egress.NextHop;
import org.sluicemta.egress.NextHopCredential;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.PublishedTls;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.egress.SendRates;
import org.sluicemta.egress.ServerCaps;
import org.sluicemta.egress.SharedLimit;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.egress.SiteTimeouts;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.SourceProxy;
import org.sluicemta.egress.TenantLimits;
import org.sluicemta.egress.TlsClient;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.egress.TlsReporting;
import org.sluicemta.egress.TlsVersion;
import org.sluicemta.egress.WarmUp;
import org.sluicemta.egress.WarmUp.Overflow;
import org.sluicemta.egress.WarmUpPlan;
import org.sluicemta.egress.WarmUpThresholds;
import org.sluicemta.limit.ContentLimits;
import org.sluicemta.limit.LimitKind;
import org.sluicemta.limit.Limits;
import org.sluicemta.limit.LoginLimits;
import org.sluicemta.limit.SessionLimits;
import org.sluicemta.limit.SubjectKind;
import org.sluicemta.listener.AuthSettings;
import org.sluicemta.listener.BareLineEnds;
import org.sluicemta.listener.HeaderLimits;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.listener.Mechanism;
import org.sluicemta.listener.TlsSettings;
import org.sluicemta.listener.TokenSettings;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.network.IpRange;
import org.sluicemta.response.Answer;
import org.sluicemta.response.Blame;
import org.sluicemta.response.Classification;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseAction;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.settings.BrokerSettings;
import org.sluicemta.settings.ChainSettings;
import org.sluicemta.settings.ContentPlace;
import org.sluicemta.settings.DatabaseSettings;
import org.sluicemta.settings.DnsSettings;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.settings.GuardSettings;
import org.sluicemta.settings.PemPair;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.settings.SmtpSettings;
import org.sluicemta.settings.SuppressionSettings;
import org.sluicemta.settings.UnsubscribeSettings;
import org.sluicemta.settings.WebListener;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.StoredProof;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantId;

/** Every element and attribute, from file to record. */
class ConfigurationLoaderTest {
    private static final Path FULL = TestFiles.resource("full");
    private static final Path HOME = Path.of("/home/sluice");

    private static ServerConfiguration full() throws Exception {
        return new ConfigurationLoader(ChainClassCheck.NONE).load(FULL, HOME, Map.of());
    }

    /** As both files give them: 1, 2, 3 and so on. */
    private static final Limits ALL_LIMITS = new Limits(Arrays.stream(LimitKind.values())
            .collect(Collectors.toMap(Function.identity(), kind -> kind.ordinal() + 1)));

    @Test
    void mapsAllOfTheServer() throws Exception {
        ServerSettings settings = full().settings();

        assertThat(settings.hostName()).isEqualTo("mail.example.org");
        assertThat(settings.node()).isEqualTo(3);
        assertThat(settings.platformTenant()).isEqualTo(new TenantId("house"));
        assertThat(settings.postmaster()).isEqualTo("postmaster@example.org");
        assertThat(settings.drainBound()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.lateAfter()).isEqualTo(Duration.ofMinutes(40));
        assertThat(settings.dataDirectory()).isEqualTo(Path.of("/var/lib/sluice"));
        assertThat(settings.logDirectory()).isEqualTo(HOME.resolve("logs"));
        assertThat(settings.bounceDomain())
                .isEqualTo(new BounceDomain(
                        "bounce.example.org",
                        "r-",
                        Set.of("fbl", "abuse-reports"),
                        Set.of("tls-reports"),
                        Period.ofDays(30)));
        assertThat(settings.relayPolicy().trustedNetworks())
                .containsExactly(IpRange.parse("192.0.2.0/24"), IpRange.parse("2001:db8::/32"));
        assertThat(settings.relayPolicy().relayDomains()).containsExactly("example.org");
        assertThat(settings.relayPolicy().noticesPerMinute()).isEqualTo(7);
        assertThat(settings.database())
                .isEqualTo(new DatabaseSettings("jdbc:postgresql://db/sluice", "sluice", "db-secret"));
        assertThat(settings.broker())
                .isEqualTo(new BrokerSettings(
                        Optional.of("tcp://broker:61616"),
                        ContentPlace.DATABASE,
                        Path.of("/var/lib/sluice/queues"),
                        64L << 20,
                        512 << 10,
                        80));
        assertThat(settings.http())
                .isEqualTo(new WebListener(
                        new Endpoint("0.0.0.0", 0),
                        Optional.of(new PemPair(HOME.resolve("tls/web.key"), HOME.resolve("tls/web.pem")))));
        assertThat(settings.unsubscribe())
                .isEqualTo(new UnsubscribeSettings(
                        Optional.of(URI.create("https://mail.example.org/mail")),
                        new WebListener(
                                new Endpoint("192.0.2.1", 443),
                                Optional.of(new PemPair(Path.of("/etc/tls/u.key"), Path.of("/etc/tls/u.pem"))))));
        assertThat(settings.jmx()).isEqualTo(new Endpoint("::1", 1099));
        assertThat(settings.dns())
                .isEqualTo(new DnsSettings(List.of("192.0.2.53", "192.0.2.54:5353"), Duration.ofMillis(750)));
        assertThat(settings.tokenKeys()).isEqualTo(Path.of("/etc/sluice/tokens"));
        assertThat(settings.dkimKeys()).isEqualTo(HOME.resolve("dkim"));
        assertThat(settings.suppression())
                .isEqualTo(new SuppressionSettings(
                        Duration.ofDays(10), true, true, Optional.of(HOME.resolve("conf/keys/targets.key"))));
        assertThat(settings.guard())
                .isEqualTo(new GuardSettings(
                        Set.of(new StreamId("marketing")),
                        Duration.ofHours(12),
                        4.5,
                        0.2,
                        200,
                        Set.of("reports.example"),
                        List.of(IpRange.parse("198.51.100.0/24"))));
    }

    private static EgressSource proxied(String id, String address, SourceProxy proxy) throws Exception {
        return new EgressSource(
                new SourceId(id),
                InetAddress.getByName(address),
                id.replace("-", "") + ".example.org",
                100,
                List.of(),
                List.of(),
                proxy);
    }

    @Test
    void mapsAllOfEgress() throws Exception {
        EgressPlan plan = full().egress();
        SiteTimeouts timeouts = new SiteTimeouts(
                Duration.ofSeconds(10),
                Duration.ofSeconds(11),
                Duration.ofSeconds(12),
                Duration.ofSeconds(13),
                Duration.ofSeconds(14),
                Duration.ofSeconds(15),
                Duration.ofSeconds(16),
                Duration.ofSeconds(17),
                Duration.ofSeconds(18));
        SiteLimits others = new SiteLimits(7, 1.5, 9, Duration.ofSeconds(1), timeouts);

        EgressPool bulk = plan.pool(new PoolId("bulk")).orElseThrow();
        assertThat(bulk.caps())
                .containsExactly(
                        new MessageCap(300, Duration.ofMinutes(1)),
                        new MessageCap(9_000, Duration.ofHours(1)),
                        new MessageCap(100_000, Duration.ofDays(1)));
        WarmUpPlan mine =
                new WarmUpPlan("mine", List.of(500L, 500L, 2_000L, 6_000L), new WarmUpThresholds(1, 0.05, 4.5, 0.4));
        assertThat(bulk.sources())
                .containsExactly(
                        new EgressSource(
                                new SourceId("b-1"),
                                InetAddress.getByName("192.0.2.10"),
                                "b1.example.org",
                                3,
                                List.of(new MessageCap(50, Duration.ofSeconds(1))),
                                List.of(
                                        new WarmUp(mine, LocalDate.of(2026, 12, 1)),
                                        new WarmUp(mine, LocalDate.of(2026, 12, 3), new SiteId("big"), Overflow.WAIT))),
                        new EgressSource(
                                new SourceId("b-2"), InetAddress.getByName("2001:db8::10"), "b2.example.org", 1000),
                        proxied(
                                "b-3",
                                "198.51.100.7",
                                new SourceProxy(
                                        SourceProxy.Protocol.SOCKS5,
                                        new InetSocketAddress(InetAddress.getByName("2001:db8::99"), 1080),
                                        new NextHopCredential("us", "proxy-secret"))),
                        proxied(
                                "b-4",
                                "198.51.100.8",
                                new SourceProxy(
                                        SourceProxy.Protocol.PROXY_V2,
                                        new InetSocketAddress(InetAddress.getByName("192.0.2.99"), 2525),
                                        null)));
        assertThat(plan.streams()).isEqualTo(Map.of(new StreamId("news"), new PoolId("bulk")));
        assertThat(plan.closedStreams()).containsExactly(new StreamId("news"));
        assertThat(plan.relayHost())
                .isEqualTo(new NextHop(
                        "2001:db8::25",
                        587,
                        new NextHopCredential("me", "relay-secret"),
                        TlsPolicy.VERIFIED,
                        new TlsClient(
                                new TlsClient.Certificate(
                                        HOME.resolve("conf/tls/out.key"), Path.of("/etc/ssl/out.crt"), "egress.xml:30"),
                                TlsVersion.TLS_1_3,
                                List.of("relay.example.org", "relay2.example.org"))));
        assertThat(plan.nextHops())
                .isEqualTo(Map.of(
                        "example.net",
                        new NextHop("mx.example.net", 25, new NextHopCredential("you", "hop-secret"), TlsPolicy.NONE)));
        assertThat(plan.otherSite().limits()).isEqualTo(others);
        assertThat(plan.otherSite().tls()).isEqualTo(TlsPolicy.REQUIRED);
        assertThat(plan.siteOfDomain("big.example")).contains(new SiteId("big"));
        assertThat(plan.siteOfMx("mx1.big.example")).contains(new SiteId("big"));
        assertThat(bulk.rates()).isEqualTo(new SendRates(20, 1L << 30));
        assertThat(plan.site(new SiteId("big")).caps().poolRates()).isEqualTo(new SendRates(2.5, 20L << 20));
        assertThat(plan.site(new SiteId("big")).limits().recipientsPerMessage()).isEqualTo(50);
        assertThat(plan.otherSite().addresses()).isEqualTo(AddressOrder.IPV4);
        assertThat(plan.site(new SiteId("big")).addresses()).isEqualTo(AddressOrder.IPV6_FIRST);
        assertThat(plan.site(new SiteId("big")).reviewed()).isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(plan.siteOfAddresses(List.of(InetAddress.getByName("192.0.2.200"))))
                .contains(new SiteId("big"));
        assertThat(plan.siteOfAddresses(List.of(InetAddress.getByName("2001:db8:1::1"))))
                .contains(new SiteId("big"));
        assertThat(plan.site(new SiteId("big")).limits().connections()).isEqualTo(30);
        assertThat(plan.site(new SiteId("big")).limits().timeouts()).isEqualTo(timeouts);
        assertThat(plan.site(new SiteId("big")).caps().pool())
                .containsExactly(
                        new MessageCap(60_000, Duration.ofHours(1)), new MessageCap(50, Duration.ofSeconds(2)));
        assertThat(plan.site(new SiteId("big")).caps().source())
                .containsExactly(
                        new MessageCap(1, Duration.ofSeconds(1)), new MessageCap(1_000_000_000, Duration.ofDays(31)));
        assertThat(plan.site(new SiteId("big")).caps().allPools())
                .isEqualTo(new SharedLimit(45, List.of(new MessageCap(90_000, Duration.ofHours(1)))));
        assertThat(plan.site(new SiteId("big")).caps().tenants())
                .isEqualTo(new TenantLimits(
                        new SharedLimit(SharedLimit.ANY_NUMBER, List.of(new MessageCap(20, Duration.ofSeconds(1)))),
                        Map.of(
                                new TenantId("acme"),
                                new SharedLimit(4, List.of(new MessageCap(30, Duration.ofSeconds(1)))))));
        assertThat(plan.caps())
                .isEqualTo(new ServerCaps(
                        List.of(new MessageCap(5_000_000, Duration.ofDays(1))),
                        new TenantLimits(
                                new SharedLimit(50, List.of(new MessageCap(100_000, Duration.ofDays(1)))),
                                Map.of(new TenantId("acme"), new SharedLimit(200, List.of()))),
                        new CampaignLimits(
                                new SharedLimit(
                                        SharedLimit.ANY_NUMBER, List.of(new MessageCap(50_000, Duration.ofHours(1)))),
                                Map.of(
                                        new MailOwner(new TenantId("acme"), new CampaignId("Spring_26")),
                                        new SharedLimit(7, List.of())))));
        assertThat(plan.site(new SiteId("big")).caps().campaigns())
                .isEqualTo(new CampaignLimits(new SharedLimit(2, List.of()), Map.of()));
        assertThat(plan.otherSite().adaptive()).isEqualTo(new AdaptivePace(0.02, 0.5, 0.05, Duration.ofSeconds(30), 2));
        assertThat(plan.site(new SiteId("big")).adaptive())
                .isEqualTo(new AdaptivePace(0.015, 0.3, 0.2, Duration.ofMinutes(2), 2));
        assertThat(plan.site(new SiteId("big")).tls()).isEqualTo(TlsPolicy.OPPORTUNISTIC);
        assertThat(plan.retrySchedule("default"))
                .isEqualTo(new RetrySchedule(
                        "default", List.of(Duration.ofMinutes(1), Duration.ofMinutes(150)), Duration.ofDays(3)));
        assertThat(plan.retrySchedule("slow").expireAfter()).isEqualTo(Duration.ofDays(5));
        assertThat(plan.expireAfter(new StreamId("news"), "slow")).isEqualTo(Duration.ofHours(12));
        assertThat(plan.priority(new StreamId("news"))).isEqualTo(3);
        assertThat(plan.priority(new StreamId("unknown"))).isEqualTo(EgressPlan.USUAL_PRIORITY);
        assertThat(plan.ownLaneThreshold()).isEqualTo(10);
        assertThat(plan.slotWidth()).isEqualTo(Duration.ofSeconds(30));
        assertThat(plan.remotePort()).isEqualTo(2525);
        assertThat(plan.otherConnections()).isEqualTo(150);
        assertThat(plan.connectionLimits()).isEqualTo(new ConnectionLimits(500, 400, 300, 30, 100));
        assertThat(plan.networks())
                .isEqualTo(new EgressNetworks(
                        List.of(IpRange.parse("203.0.113.7"), IpRange.parse("2001:db8::7")),
                        List.of(IpRange.parse("10.1.0.0/16"), IpRange.parse("fd00::/8"))));
        assertThat(plan.publishedTls())
                .isEqualTo(new PublishedTls(
                        false,
                        true,
                        8443,
                        Set.of("broken.example", "stuck.example"),
                        new TlsReporting(
                                "Example Inc.",
                                EmailAddress.parse("postmaster@reports.example"),
                                EmailAddress.parse("TLS-reports@reports.example"))));
    }

    @Test
    void mapsAllOfResponses() throws Exception {
        Answer answer = new Answer(new SiteId("big"), Phase.RCPT, 550, "5.1.1", "no such unhappy person");

        assertThat(full().responses().classify(answer))
                .isEqualTo(new Classification(
                        ResponseClass.UNKNOWN_RECIPIENT, true, Blame.RECIPIENT, 2, "slow", "nobody"));
    }

    private ResponseAction action(int code, String text) throws Exception {
        return full().responses()
                .classify(new Answer(new SiteId("big"), Phase.MAIL, code, null, text))
                .action();
    }

    @Test
    void mapsTheActionsOfResponses() throws Exception {
        ResponseAction ofClass = new ResponseAction(
                ResponseAction.Kind.REST_SOURCE,
                Duration.ofHours(4),
                new ResponseAction.Trigger(3, Duration.ofMinutes(10)));
        ResponseAction ofRule = new ResponseAction(
                ResponseAction.Kind.SLOW_DOWN, Duration.ZERO, new ResponseAction.Trigger(5, Duration.ofSeconds(30)));

        assertThat(full().responses().policy(ResponseClass.SOURCE_BLOCKED).action())
                .isEqualTo(ofClass);
        assertThat(action(421, "Please slow down")).isEqualTo(ofRule);
        assertThat(action(450, "this mailbox is busy"))
                .as("the rule has the last word")
                .isEqualTo(ResponseAction.NONE);
        assertThat(action(550, "no such person")).isEqualTo(ResponseAction.NONE);
    }

    @Test
    void mapsAllOfTheDoor() throws Exception {
        SmtpSettings door = full().settings().smtp();

        assertThat(door.limits().of(SubjectKind.ADDRESS)).isEqualTo(ALL_LIMITS);
        assertThat(door.limits().of(SubjectKind.NETWORK).of(LimitKind.CONNECTIONS))
                .isEqualTo(7);
        assertThat(door.limits().ipv4Network()).isEqualTo(20);
        assertThat(door.limits().ipv6Network()).isEqualTo(48);
        assertThat(door.limits().logins())
                .isEqualTo(new LoginLimits(5, Duration.ofHours(1), Duration.ofHours(2), Duration.ofSeconds(3)));
        assertThat(door.limits().session()).isEqualTo(new SessionLimits(Duration.ofHours(12), 100));
        assertThat(door.limits().content()).isEqualTo(new ContentLimits(Duration.ofMinutes(10), 1 << 20, 64 << 20));
        assertThat(door.admission())
                .isEqualTo(new AdmissionSettings(Set.of(new StreamId("news")), 10, 80, 20, 1000, 50));
        assertThat(door.repeatHeader()).isEqualTo("X-Once");
        assertThat(door.chain()).isEqualTo(new ChainSettings(32, Duration.ofMinutes(2)));
    }

    @Test
    void mapsAllOfTenants() throws Exception {
        ConfiguredTenant acme = full().tenants().get(1);

        assertThat(acme.tenant())
                .isEqualTo(new Tenant(
                        new TenantId("acme"),
                        Set.of("acme.example"),
                        List.of(IpRange.parse("198.51.100.0/24")),
                        Set.of("door"),
                        new StreamId("news"),
                        Set.of(new StreamId("news")),
                        ALL_LIMITS,
                        true,
                        3));
        assertThat(acme.credentials().get(0).password()).isEqualTo("tenant-secret");
        assertThat(acme.credentials().get(1).proofs().get(0).format()).startsWith("SCRAM-SHA-256$4096:");
        assertThat(acme.credentials().get(1).proofs().subList(1, 3))
                .containsExactly(StoredProof.parse("token:app"), StoredProof.parse("email:app@acme.example"));
    }

    @Test
    void readsListeners() throws Exception {
        ListenerSettings door = full().openListeners().getFirst();

        assertThat(door.where()).isEqualTo("smtpserver.xml:2");
        assertThat(door.name()).isEqualTo("door");
        assertThat(door.addresses())
                .containsExactly(new InetSocketAddress("127.0.0.1", 0), new InetSocketAddress("::1", 2525));
        assertThat(door.backlog()).isEqualTo(1024);
        assertThat(door.tls()).isEqualTo(ListenerSettings.TlsMode.STARTTLS);
        TlsSettings tls = door.tlsSettings().orElseThrow();
        assertThat(tls.usual()).isEqualTo(new PemPair(HOME.resolve("key.pem"), HOME.resolve("chain.pem")));
        assertThat(tls.others())
                .singleElement()
                .satisfies(
                        host -> assertThat(host.hostNames()).containsExactly("smtp.example.org", "*.mail.example.org"));
        assertThat(tls.clients())
                .isEqualTo(new TlsSettings.ClientCertificates(
                        TlsSettings.Asked.OPTIONAL, Optional.of(HOME.resolve("issuers.pem"))));
        assertThat(tls.protocols()).containsExactly("TLSv1.3");
        assertThat(tls.cipherSuites()).containsExactly("TLS_AES_128_GCM_SHA256");
        assertThat(door.auth().required()).isTrue();
        assertThat(door.auth().mechanisms()).containsExactly(Mechanism.SCRAM_SHA_256, Mechanism.PLAIN);
        assertThat(door.auth().tokens())
                .contains(new TokenSettings(
                        "https://login.example.org/",
                        Set.of("mail"),
                        new TokenSettings.KeySet.AtUrl(URI.create("https://login.example.org/keys")),
                        List.of("RS256", "ES256"),
                        Duration.ofSeconds(30),
                        "email",
                        Optional.of("mail.send"),
                        Optional.of("https://login.example.org/.well-known/openid-configuration")));
        assertThat(door.stream()).contains(new StreamId("news"));
        assertThat(door.maxMessageSize()).isEqualTo(50L << 20);
        assertThat(door.timeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(door.limits())
                .isEqualTo(new ListenerSettings.Limits(
                        50, 5, 2, 100, 10, 600, 6000, new HeaderLimits(100_000, 500, 50_000)));
        assertThat(door.longestHold()).isEqualTo(Duration.ofDays(1));
        assertThat(door.proxies()).containsExactly(IpRange.parse("192.0.2.1"));
        assertThat(door.xclient()).isEqualTo(new ListenerSettings.Xclient(List.of(IpRange.parse("192.0.2.2")), true));
        assertThat(door.bareLineEnds()).isEqualTo(BareLineEnds.NORMALISE);
        assertThat(door.strict()).isTrue();
    }

    @Test
    void givesListenersTheirDefaults() throws Exception {
        ListenerSettings plain = full().openListeners().get(1);

        assertThat(plain.tls()).isEqualTo(ListenerSettings.TlsMode.NONE);
        assertThat(plain.tlsSettings()).isEmpty();
        assertThat(plain.addresses()).containsExactly(new InetSocketAddress("0.0.0.0", 25));
        assertThat(plain.auth().required()).isFalse();
        assertThat(plain.auth().overTls()).isEqualTo(AuthSettings.OverTls.NONE);
        assertThat(plain.auth().mechanisms())
                .contains(Mechanism.PLAIN, Mechanism.OAUTHBEARER)
                .doesNotContain(Mechanism.CRAM_MD5);
        assertThat(plain.maxMessageSize()).isZero();
        assertThat(plain.timeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(plain.limits())
                .isEqualTo(new ListenerSettings.Limits(1000, 20, 3, 0, 0, 0, 0, HeaderLimits.DEFAULTS));
        assertThat(plain.longestHold()).isEqualTo(Duration.ofDays(7));
        assertThat(plain.proxies()).isEmpty();
        assertThat(plain.xclient()).isEqualTo(ListenerSettings.Xclient.NOBODY);
        assertThat(plain.bareLineEnds()).isEqualTo(BareLineEnds.REFUSE);
        assertThat(plain.strict()).isFalse();
    }

    @Test
    void readsChains() throws Exception {
        ProcessorPlan root = full().chain().processors().getFirst();

        assertThat(root.state()).isEqualTo("root");
        assertThat(root.composites())
                .extracting(CompositePlan::match)
                .containsExactly(new Match("And", false), new Match("Or", true));
        assertThat(root.composites().getFirst().inner())
                .extracting(CompositePlan::match)
                .containsExactly(Match.ALL);
        MailetPlan second = root.mailets().get(1);
        assertThat(second.where()).isEqualTo("mailetcontainer.xml:9");
        assertThat(second.type()).isEqualTo("SetMimeHeader");
        assertThat(second.match()).isEqualTo(new Match("HasHeader=X=${other}", true));
        assertThat(second.onMailetException()).contains("error");
        assertThat(second.element().children()).extracting(Parameter::text).containsExactly("X", "error");
    }

    @Test
    void printsNoSecret() throws Exception {
        ServerConfiguration loaded = full();

        assertThat(loaded.settings() + " " + loaded.egress() + " " + loaded.tenants())
                .contains("[REDACTED]")
                .doesNotContain("-secret");
        assertThat(new ConfigurationExplain(new ConfigurationLoader(ChainClassCheck.NONE))
                        .settings(FULL, HOME, Map.of())
                        .toString())
                .contains("password = [REDACTED]")
                .doesNotContain("-secret");
    }
}
