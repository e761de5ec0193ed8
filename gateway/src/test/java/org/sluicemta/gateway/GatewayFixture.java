package org.sluicemta.gateway;

import io.prometheus.client.CollectorRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.AdaptivePace;
import org.sluicemta.egress.AddressOrder;
import org.sluicemta.egress.ConnectionLimits;
import org.sluicemta.egress.EgressNetworks;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.EgressSite;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.MessageCap;
import org.sluicemta.egress.NextHop;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.PublishedTls;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.egress.SendRates;
import org.sluicemta.egress.ServerCaps;
import org.sluicemta.egress.SiteCaps;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.egress.SiteTimeouts;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.TenantLimits;
import org.sluicemta.egress.TlsClient;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.egress.TlsSession;
import org.sluicemta.gateway.address.OwnListeners;
import org.sluicemta.gateway.dns.DnsMxResolver;
import org.sluicemta.letter.Attempts;
import org.sluicemta.letter.Letter;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.mail.MessageId;
import org.sluicemta.network.IpRange;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.RecipientOutcome;
import org.sluicemta.settings.DnsSettings;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;
import org.sluicemta.testing.dns.FakeDns;
import org.sluicemta.testing.egress.MemoryCapReserve;
import org.sluicemta.testing.egress.MemoryClearOnlyStore;
import org.sluicemta.testing.egress.MemorySourceStates;
import org.sluicemta.testing.egress.MemoryStsPolicyStore;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.smtp.SinkFault;
import org.sluicemta.testing.smtp.SinkPhase;

/** A gateway, its DNS and its plan. Domains are given a host on loopback; the sinks are the tests' own. */
final class GatewayFixture implements AutoCloseable {
    static final PoolId POOL = new PoolId("tx");
    static final Duration BOUND = Waiting.PATIENCE;
    static final SiteLimits LIMITS = new SiteLimits(20, 0, 100, Duration.ofSeconds(30), all(Duration.ofSeconds(15)));

    final FakeDns dns = FakeDns.start();
    final EgressPlans plans;
    final OwnListeners listeners = new OwnListeners();
    final MemoryCapReserve reserve;
    final MemoryStsPolicyStore policies;
    final MemoryClearOnlyStore clearOnly = new MemoryClearOnlyStore();
    /** All that were counted. */
    final Queue<TlsSession> sessions = new ConcurrentLinkedQueue<>();

    final CollectorRegistry registry = new CollectorRegistry();
    final SmtpGateway gateway;
    private EgressPlan plan;

    /** The same time for each step. */
    static SiteTimeouts all(Duration time) {
        return new SiteTimeouts(time, time, time, time, time, time, time, time, time);
    }

    GatewayFixture(int remotePort) {
        this(remotePort, Optional.empty());
    }

    GatewayFixture(int remotePort, Optional<TrustManagerFactory> trust) {
        this(remotePort, trust, new MemoryStsPolicyStore());
    }

    /** Another gateway over the same reserve of caps. */
    GatewayFixture(int remotePort, MemoryCapReserve reserve) {
        this(
                remotePort,
                Optional.empty(),
                Duration.ofSeconds(5),
                reserve,
                new MemorySourceStates(),
                new MemoryStsPolicyStore(),
                null);
    }

    /** Another gateway that knows of the same sources at rest. */
    GatewayFixture(int remotePort, MemorySourceStates states) {
        this(
                remotePort,
                Optional.empty(),
                Duration.ofSeconds(5),
                new MemoryCapReserve(InstantSource.system()),
                states,
                new MemoryStsPolicyStore(),
                null);
    }

    /** A gateway that asks another DNS server; the fixture's own is not used. */
    GatewayFixture(int remotePort, InetSocketAddress resolver) {
        this(
                remotePort,
                Optional.empty(),
                Duration.ofSeconds(5),
                new MemoryCapReserve(InstantSource.system()),
                new MemorySourceStates(),
                new MemoryStsPolicyStore(),
                resolver);
    }

    /** Another gateway over the same policies. */
    GatewayFixture(int remotePort, Optional<TrustManagerFactory> trust, MemoryStsPolicyStore policies) {
        this(
                remotePort,
                trust,
                Duration.ofSeconds(5),
                new MemoryCapReserve(InstantSource.system()),
                new MemorySourceStates(),
                policies,
                null);
    }

    /** For a name server that is silent for good: it is waited for no longer than it takes to see that it is. */
    static GatewayFixture withSilentDns(int remotePort) {
        return new GatewayFixture(
                remotePort,
                Optional.empty(),
                Duration.ofMillis(300),
                new MemoryCapReserve(InstantSource.system()),
                new MemorySourceStates(),
                new MemoryStsPolicyStore(),
                null);
    }

    private GatewayFixture(
            int remotePort,
            Optional<TrustManagerFactory> trust,
            Duration dnsTimeout,
            MemoryCapReserve reserve,
            MemorySourceStates states,
            MemoryStsPolicyStore policies,
            @Nullable InetSocketAddress resolver) {
        this.reserve = reserve;
        this.policies = policies;
        plan = new EgressPlan(
                Map.of(POOL, new EgressPool(POOL, List.of(source("one", null, 1)))),
                Map.of(new StreamId("transactional"), POOL),
                Map.of(),
                new EgressSite(SiteId.OTHER, List.of(), List.of(), LIMITS, TlsPolicy.OPPORTUNISTIC),
                LIMITS.connections(),
                Map.of(),
                null,
                remotePort,
                Map.of("default", new RetrySchedule("default", List.of(Duration.ofMinutes(1)), Duration.ofDays(1))),
                1000,
                Duration.ofMinutes(1),
                EgressNetworks.ofPort(remotePort));
        plans = new EgressPlans(plan);
        DnsSettings settings = new DnsSettings(
                List.of("127.0.0.1:" + (resolver == null ? dns.address() : resolver).getPort()), dnsTimeout);
        gateway = new SmtpGateway(
                plans,
                new DnsMxResolver(settings),
                new CodeTable(),
                reserve,
                states,
                policies,
                sessions::add,
                clearOnly,
                InstantSource.system(),
                new GatewayOptions("mta.sluice.test", 2, trust),
                listeners,
                registry);
        domain("example.org", "127.0.0.1");
    }

    /** A domain with one MX host at these addresses. */
    GatewayFixture domain(String domain, String... addresses) {
        dns.mx(domain, 10, "mx." + domain).a("mx." + domain, addresses);
        return this;
    }

    GatewayFixture sources(EgressSource... sources) {
        return change(with -> with.sources = List.of(sources));
    }

    /**
     * A server that stays silent for good is waited for no longer than it takes to see that it is; not so elsewhere.
     */
    GatewayFixture shortWaitFor(SinkPhase phase, SinkFault fault) {
        return fault instanceof SinkFault.StallForever
                ? limits(limits -> limits.timeouts(shortAt(phase, LIMITS.timeouts())))
                : this;
    }

    private static SiteTimeouts shortAt(SinkPhase phase, SiteTimeouts times) {
        Duration brief = Duration.ofSeconds(2);
        return new SiteTimeouts(
                times.connect(),
                phase == SinkPhase.CONNECT ? brief : times.greeting(),
                phase == SinkPhase.EHLO ? brief : times.hello(),
                phase == SinkPhase.MAIL ? brief : times.mail(),
                phase == SinkPhase.RCPT ? brief : times.recipient(),
                phase == SinkPhase.DATA ? brief : times.data(),
                times.block(),
                phase == SinkPhase.END_OF_DATA ? brief : times.endOfData(),
                times.quit());
    }

    GatewayFixture limits(UnaryOperator<Limits> change) {
        return change(with -> {
            with.limits = change.apply(Limits.of(with.limits)).done();
            with.otherConnections = with.limits.connections();
        });
    }

    /** To all domains of the common site together; {@link #limits} makes it what one may have. */
    GatewayFixture otherConnections(int count) {
        return change(with -> with.otherConnections = count);
    }

    GatewayFixture tls(TlsPolicy policy) {
        return change(with -> with.tls = policy);
    }

    GatewayFixture tlsClient(TlsClient client) {
        return change(with -> with.tlsClient = client);
    }

    GatewayFixture addresses(AddressOrder order) {
        return change(with -> with.addresses = order);
    }

    GatewayFixture relayHost(NextHop hop) {
        return change(with -> with.relayHost = hop);
    }

    GatewayFixture nextHop(String domain, NextHop hop) {
        return change(with -> with.nextHops.put(domain, hop));
    }

    /** Over all sites. */
    GatewayFixture connectionLimits(int server, int pool, int source, int host, int opening) {
        return change(with -> with.connectionLimits = new ConnectionLimits(server, pool, source, host, opening));
    }

    /** A site of its own, known by its domain. */
    GatewayFixture site(String name, String domain, UnaryOperator<Limits> change) {
        SiteId id = new SiteId(name);
        return change(with -> with.sites.put(
                id,
                new EgressSite(
                        id,
                        List.of(domain),
                        List.of(),
                        change.apply(Limits.of(with.limits)).done(),
                        with.tls)));
    }

    /** A site of its own, known by its MX hosts. */
    GatewayFixture site(String name, List<String> mxSuffixes, String... networks) {
        SiteId id = new SiteId(name);
        return change(with -> with.sites.put(
                id,
                new EgressSite(
                        id,
                        List.of(),
                        mxSuffixes,
                        Arrays.stream(networks).map(IpRange::parse).toList(),
                        with.limits,
                        with.tls,
                        SiteCaps.NONE,
                        AdaptivePace.DEFAULTS,
                        AddressOrder.IPV4_FIRST,
                        null,
                        with.tlsClient)));
    }

    GatewayFixture networks(EgressNetworks networks) {
        return change(with -> with.networks = networks);
    }

    /** MTA-STS policies are followed, and fetched from this port. */
    GatewayFixture policyPort(int port) {
        return change(with -> with.publishedTls = new PublishedTls(true, with.publishedTls.dane(), port, Set.of()));
    }

    /** TLSA records are followed. */
    GatewayFixture dane() {
        return change(with -> with.publishedTls =
                new PublishedTls(with.publishedTls.mtaSts(), true, with.publishedTls.policyPort(), Set.of()));
    }

    /** On all that leaves from the pool. */
    GatewayFixture caps(MessageCap... caps) {
        return change(with -> with.caps = List.of(caps));
    }

    /** Of all that leaves from the pool. */
    GatewayFixture rates(double connections, long octets) {
        return change(with -> with.rates = new SendRates(connections, octets));
    }

    /** On each tenant, over all sites. */
    GatewayFixture tenantLimits(TenantLimits limits) {
        return change(with -> with.serverCaps = new ServerCaps(with.serverCaps.all(), limits));
    }

    static EgressSource source(String id, @Nullable String address, int weight, MessageCap... caps) {
        try {
            InetAddress local = address == null ? null : InetAddress.getByName(address);
            return new EgressSource(new SourceId(id), local, id + ".sluice.test", weight, List.of(caps), List.of());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }

    private GatewayFixture change(Consumer<Parts> change) {
        Parts parts = new Parts(plan);
        change.accept(parts);
        plan = parts.plan(plan);
        plans.replace(plan);
        return this;
    }

    private static final class Parts {
        private List<EgressSource> sources;
        private List<MessageCap> caps;
        private SendRates rates;
        private SiteLimits limits;
        private int otherConnections;
        private TlsPolicy tls;
        private AddressOrder addresses;
        private TlsClient tlsClient;
        private @Nullable NextHop relayHost;
        private final Map<String, NextHop> nextHops;
        private final Map<SiteId, EgressSite> sites;
        private ConnectionLimits connectionLimits;
        private ServerCaps serverCaps;
        private EgressNetworks networks;
        private PublishedTls publishedTls;

        Parts(EgressPlan plan) {
            sources = plan.pool(POOL).orElseThrow().sources();
            caps = plan.pool(POOL).orElseThrow().caps();
            rates = plan.pool(POOL).orElseThrow().rates();
            limits = plan.otherSite().limits();
            otherConnections = plan.otherConnections();
            tls = plan.otherSite().tls();
            addresses = plan.otherSite().addresses();
            tlsClient = plan.otherSite().tlsClient();
            relayHost = plan.relayHost();
            nextHops = new HashMap<>(plan.nextHops());
            sites = new HashMap<>(plan.sites());
            connectionLimits = plan.connectionLimits();
            serverCaps = plan.caps();
            networks = plan.networks();
            publishedTls = plan.publishedTls();
        }

        EgressPlan plan(EgressPlan old) {
            return new EgressPlan(
                    Map.of(POOL, new EgressPool(POOL, sources, caps, rates)),
                    old.streams(),
                    old.streamExpiry(),
                    old.closedStreams(),
                    sites,
                    new EgressSite(
                            SiteId.OTHER,
                            List.of(),
                            List.of(),
                            List.of(),
                            limits,
                            tls,
                            SiteCaps.NONE,
                            AdaptivePace.DEFAULTS,
                            addresses,
                            null,
                            tlsClient),
                    otherConnections,
                    nextHops,
                    relayHost,
                    old.remotePort(),
                    old.retrySchedules(),
                    old.ownLaneThreshold(),
                    old.slotWidth(),
                    connectionLimits,
                    serverCaps,
                    networks,
                    Map.of(),
                    publishedTls);
        }
    }

    /** Limits under change. */
    record Limits(
            int connections,
            double perSecond,
            int perConnection,
            int recipients,
            Duration idle,
            SiteTimeouts timeouts) {
        static Limits of(SiteLimits old) {
            return new Limits(
                    old.connections(),
                    old.messagesPerSecond(),
                    old.messagesPerConnection(),
                    old.recipientsPerMessage(),
                    old.idleTimeout(),
                    old.timeouts());
        }

        SiteLimits done() {
            return new SiteLimits(connections, perSecond, perConnection, recipients, idle, timeouts);
        }

        Limits connections(int n) {
            return new Limits(n, perSecond, perConnection, recipients, idle, timeouts);
        }

        Limits perSecond(double rate) {
            return new Limits(connections, rate, perConnection, recipients, idle, timeouts);
        }

        Limits perConnection(int n) {
            return new Limits(connections, perSecond, n, recipients, idle, timeouts);
        }

        Limits recipients(int n) {
            return new Limits(connections, perSecond, perConnection, n, idle, timeouts);
        }

        Limits idle(Duration time) {
            return new Limits(connections, perSecond, perConnection, recipients, time, timeouts);
        }

        Limits timeouts(SiteTimeouts times) {
            return new Limits(connections, perSecond, perConnection, recipients, idle, times);
        }
    }

    static OutboundMessage message(String... recipients) {
        return message(EnvelopeOptions.NONE, content("Subject: hello\r\n\r\nHello.\r\n"), recipients);
    }

    static MessageContent content(String text) {
        return new BytesContent(text.getBytes(StandardCharsets.UTF_8));
    }

    static OutboundMessage message(EnvelopeOptions options, MessageContent content, String... recipients) {
        List<EnvelopeRecipient> all = new ArrayList<>();
        for (String recipient : recipients) {
            all.add(new EnvelopeRecipient(EmailAddress.parse(recipient), all.size(), Set.of(), null));
        }
        return message(options, content, all, SiteId.OTHER);
    }

    static OutboundMessage message(
            EnvelopeOptions options, MessageContent content, List<EnvelopeRecipient> recipients, SiteId site) {
        Instant now = InstantSource.system().instant();
        EmailAddress sender = EmailAddress.parse("sender@tenant.test");
        return new OutboundMessage(
                new Letter(
                        new MessageId(1),
                        new TenantId("acme"),
                        new StreamId("transactional"),
                        sender,
                        options,
                        content,
                        now),
                POOL,
                site,
                sender,
                recipients,
                now.plus(Duration.ofDays(1)),
                Attempts.NONE,
                1);
    }

    /**
     * Waits for a slot, delivers, waits for the outcomes, and then until the slot is free again: whoever waits for the
     * outcomes is told before that.
     */
    List<RecipientOutcome> deliver(OutboundMessage message) {
        PooledSiteGate gate = (PooledSiteGate) gateway.gate(POOL, message.site());
        int before = gate.status().inFlight();
        try {
            List<RecipientOutcome> outcomes = takeSlot(message.site())
                    .deliver(message)
                    .toCompletableFuture()
                    .get(BOUND.toSeconds(), TimeUnit.SECONDS);
            Waiting.until("a slot that is free again", () -> gate.status().inFlight() <= before);
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (Exception e) {
            throw new AssertionError("no outcome", e);
        }
    }

    /** The one outcome of a message to one recipient. */
    DeliveryOutcome deliverOne(String recipient) {
        return deliver(message(recipient)).getFirst().outcome();
    }

    DeliverySlot takeSlot(SiteId site) throws InterruptedException {
        SiteGate gate = gateway.gate(POOL, site);
        return takeSlot(gate::tryTake, gate::whenReady);
    }

    /** One of the common site. */
    DeliverySlot takeSlot(String domain) throws InterruptedException {
        SiteGate gate = gateway.gate(POOL, SiteId.OTHER);
        return takeSlot(() -> gate.tryTake(domain), action -> gate.whenReady(domain, action));
    }

    private DeliverySlot takeSlot(Supplier<Optional<DeliverySlot>> ask, Consumer<Runnable> whenReady)
            throws InterruptedException {
        while (true) {
            Optional<DeliverySlot> slot = ask.get();
            if (slot.isPresent()) {
                return slot.get();
            }
            CountDownLatch ready = new CountDownLatch(1);
            whenReady.accept(ready::countDown);
            if (!ready.await(BOUND.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the gate stays closed: " + gateway.sites());
            }
        }
    }

    @Override
    public void close() {
        gateway.stop(Duration.ofSeconds(2));
        dns.close();
    }
}
