package org.sluicemta.gateway;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.address.AddressRules;
import org.sluicemta.gateway.address.HostAddresses;
import org.sluicemta.gateway.address.OwnListeners;
import org.sluicemta.gateway.connection.ConnectionLedger;
import org.sluicemta.gateway.connection.ConnectionOpener;
import org.sluicemta.gateway.connection.ConnectionPool;
import org.sluicemta.gateway.connection.Dialers;
import org.sluicemta.gateway.connection.FileDescriptors;
import org.sluicemta.gateway.connection.MissingSources;
import org.sluicemta.gateway.connection.TlsContexts;
import org.sluicemta.gateway.delivery.Delivery;
import org.sluicemta.gateway.delivery.SiteHealth;
import org.sluicemta.gateway.destination.DestinationFinder;
import org.sluicemta.gateway.dns.MxResolver;
import org.sluicemta.gateway.limit.ServerSlots;
import org.sluicemta.gateway.limit.SlotLimiter;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.response.ResponseTable;

/**
 * Delivers over SMTP. The plan in force is asked for each decision, so that a reload counts at once; connections already
 * open end their turn as they were made.
 */
@Singleton
public final class SmtpGateway implements Gateway {
    private record GateKey(PoolId pool, SiteId site) {}

    private final EgressPlans plans;
    private final ResponseTable responses;
    private final InstantSource clock;
    private final GatewayMetrics metrics;
    private final EventLoopGroup loops;
    private final DestinationFinder finder;
    private final ConnectionPool.Dialer dialer;
    private final MissingSources missing = new MissingSources();
    private final ConnectionLedger ledger;
    private final ServerSlots serverSlots;
    private final long startNanos = System.nanoTime();
    private final ConcurrentMap<GateKey, PooledSiteGate> gates = new ConcurrentHashMap<>();

    @Inject
    public SmtpGateway(
            EgressPlans plans,
            MxResolver resolver,
            ResponseTable responses,
            InstantSource clock,
            GatewayOptions options,
            OwnListeners listeners,
            CollectorRegistry registry) {
        this.plans = plans;
        this.responses = responses;
        this.clock = clock;
        this.loops = new NioEventLoopGroup(options.ioThreads(), new DefaultThreadFactory("gateway"));
        int descriptors = FileDescriptors.forConnections();
        this.ledger = new ConnectionLedger(() -> plans.current().connectionLimits(), descriptors);
        this.serverSlots = new ServerSlots(plans::current, descriptors, loops);
        this.finder = new DestinationFinder(resolver, options.hostName());
        this.dialer = Dialers.over(
                new ConnectionOpener(loops, new TlsContexts(options.trust().orElse(null)), ledger),
                resolver,
                new AddressRules(plans::current, listeners, HostAddresses.ofThisHost(clock)));
        this.metrics = new GatewayMetrics(registry, this::sites, missing::count);
        plans.onChange(plan -> limitsChanged());
    }

    private void limitsChanged() {
        ledger.limitsChanged();
        serverSlots.limitsChanged();
        gates.values().forEach(gate -> gate.limiter().wake());
    }

    @Override
    public SiteGate gate(PoolId pool, SiteId site) {
        return gates.computeIfAbsent(new GateKey(pool, site), this::newGate);
    }

    private PooledSiteGate newGate(GateKey key) {
        SlotLimiter limiter = new SlotLimiter(
                key.pool(), key.site(), plans::current, serverSlots, clock, System::nanoTime, startNanos, loops);
        ConnectionPool connections =
                new ConnectionPool(metrics.counting(dialer), missing, ledger, limiter::countedInFlight);
        return new PooledSiteGate(
                key.pool(),
                key.site(),
                limiter,
                connections,
                (message, health) -> delivery(message, health, connections));
    }

    private Delivery delivery(OutboundMessage message, SiteHealth health, ConnectionPool connections) {
        Delivery delivery =
                new Delivery(message, plans.current(), finder, connections, health, responses, clock.instant());
        metrics.watch(message.pool(), delivery.outcomes());
        return delivery;
    }

    /** Over all sites, those that are being opened included. */
    int openConnections() {
        return ledger.open();
    }

    @Override
    public List<SiteStatus> sites() {
        return gates.values().stream().map(PooledSiteGate::status).toList();
    }

    @Override
    public void stop(Duration bound) {
        long endNanos = System.nanoTime() + bound.toNanos();
        gates.values().forEach(gate -> gate.limiter().stop());
        gates.values().forEach(gate -> gate.connections().stop());
        for (PooledSiteGate gate : gates.values()) {
            awaitEmpty(gate, endNanos);
        }
        gates.values().forEach(gate -> gate.connections().abort());
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static void awaitEmpty(PooledSiteGate gate, long endNanos) {
        CountDownLatch empty = new CountDownLatch(1);
        gate.limiter().whenEmpty(empty::countDown);
        try {
            boolean unused = empty.await(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
