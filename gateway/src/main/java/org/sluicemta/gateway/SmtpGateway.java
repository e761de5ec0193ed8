package org.sluicemta.gateway;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.netty.channel.EventLoopGroup;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.egress.CapReserve;
import org.sluicemta.egress.ClearOnlyStore;
import org.sluicemta.egress.DisabledSource;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceStates;
import org.sluicemta.egress.StsPolicyStore;
import org.sluicemta.egress.TlsSessions;
import org.sluicemta.egress.WarmUpHold;
import org.sluicemta.gateway.address.AddressRules;
import org.sluicemta.gateway.address.HostAddresses;
import org.sluicemta.gateway.address.OwnListeners;
import org.sluicemta.gateway.connection.ClearOnlyHosts;
import org.sluicemta.gateway.connection.ConnectionLedger;
import org.sluicemta.gateway.connection.ConnectionOpener;
import org.sluicemta.gateway.connection.ConnectionPool;
import org.sluicemta.gateway.connection.Dialers;
import org.sluicemta.gateway.connection.FileDescriptors;
import org.sluicemta.gateway.connection.HostBreakers;
import org.sluicemta.gateway.connection.MissingSources;
import org.sluicemta.gateway.connection.TlsContexts;
import org.sluicemta.gateway.delivery.Delivery;
import org.sluicemta.gateway.delivery.SiteHealth;
import org.sluicemta.gateway.delivery.SourcesBefore;
import org.sluicemta.gateway.destination.DestinationFinder;
import org.sluicemta.gateway.destination.SiteFinder;
import org.sluicemta.gateway.dns.MxResolver;
import org.sluicemta.gateway.https.HttpsClient;
import org.sluicemta.gateway.limit.SlotLimiter;
import org.sluicemta.gateway.pace.Pace;
import org.sluicemta.gateway.pace.PaceClock;
import org.sluicemta.gateway.sts.StsPolicies;
import org.sluicemta.gateway.wire.WireLoops;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.response.ResponseTable;

/**
 * Delivers over SMTP. Every decision uses the plan in force, so a reload takes effect at once. Connections that are
 * already open keep the settings they were opened with.
 */
@Singleton
public final class SmtpGateway implements Gateway {
    /** Lets messages that are nearly sent finish when the server stops. */
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(SmtpGateway.class);
    /** For saying what was used of the caps. */
    private static final Duration STORE_BOUND = Duration.ofSeconds(5);

    private final EgressPlans plans;
    private final TlsSessions tlsSessions;
    private final ResponseTable responses;
    private final InstantSource clock;
    private final GatewayMetrics metrics;
    private final EventLoopGroup loops;
    private final HttpsClient https;
    private final StsPolicies policies;
    private final DestinationFinder finder;
    private final SiteFinder siteFinder;
    private final ClearOnlyHosts clearOnly;
    private final ConnectionPool.Dialer dialer;
    private final HostBreakers breakers = new HostBreakers(System::nanoTime);
    private final MissingSources missing = new MissingSources();
    private final SourcesBefore sourcesBefore = new SourcesBefore();
    private final ConnectionLedger ledger;
    private final ConnectionOpener opener;
    private final Pace pace;
    private final ExecutorService reserving = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("cap-reserve").daemon().factory());
    private final long startNanos = System.nanoTime();
    private volatile boolean stopping;
    private final SiteGates gates = new SiteGates();

    @Inject
    public SmtpGateway(
            EgressPlans plans,
            MxResolver resolver,
            ResponseTable responses,
            CapReserve capReserve,
            SourceStates sourceStates,
            StsPolicyStore policyStore,
            TlsSessions tlsSessions,
            ClearOnlyStore clearOnlyStore,
            InstantSource clock,
            GatewayOptions options,
            OwnListeners listeners,
            CollectorRegistry registry) {
        this.plans = plans;
        this.tlsSessions = tlsSessions;
        this.responses = responses;
        this.clock = clock;
        this.loops = WireLoops.open(options.ioThreads());
        int descriptors = FileDescriptors.forConnections();
        this.ledger = new ConnectionLedger(() -> plans.current().connectionLimits(), descriptors);
        this.pace = new Pace(
                plans::current,
                descriptors,
                missing::present,
                capReserve,
                sourceStates,
                new PaceClock(clock, System::nanoTime, startNanos),
                (nanos, action) -> {
                    var unused = loops.schedule(action, nanos, NANOSECONDS);
                },
                reserving);
        AddressRules addresses = new AddressRules(plans::current, listeners, HostAddresses.ofThisHost(clock));
        this.https = new HttpsClient(
                loops, resolver, addresses::mayFetchFrom, options.trust().orElse(null));
        this.policies = StsPolicies.open(
                loops,
                resolver,
                https,
                policyStore,
                () -> plans.current().publishedTls().policyPort(),
                clock);
        this.finder = new DestinationFinder(resolver, policies, tlsSessions, options.hostName());
        this.siteFinder = new SiteFinder(resolver);
        this.opener =
                new ConnectionOpener(loops, new TlsContexts(options.trust().orElse(null), clock), ledger);
        this.clearOnly = new ClearOnlyHosts(clearOnlyStore, clock);
        this.dialer = Dialers.over(opener, resolver, addresses, clearOnly, breakers);
        this.metrics = new GatewayMetrics(
                registry, this::sites, pace::resting, pace::restingTenants, missing::count, breakers::count);
        new SourcePaces(plans::current, pace::sourceStates).register(registry);
        plans.onChange(plan -> limitsChanged());
    }

    private void limitsChanged() {
        ledger.limitsChanged();
        pace.limitsChanged();
        gates.all().forEach(gate -> gate.limiter().wake());
    }

    @Override
    public SiteGate gate(PoolId pool, SiteId site) {
        return gates.get(pool, site, this::newGate);
    }

    private PooledSiteGate newGate(PoolId pool, SiteId site) {
        SlotLimiter limiter =
                new SlotLimiter(pool, site, plans::current, pace, clock, System::nanoTime, startNanos, loops);
        ConnectionPool connections =
                new ConnectionPool(metrics.counting(dialer), missing, ledger, limiter::countedInFlight);
        PooledSiteGate gate = new PooledSiteGate(
                pool,
                site,
                limiter,
                connections,
                (message, health) -> delivery(message, health, connections),
                gates::used);
        if (stopping) {
            gate.stop();
        }
        return gate;
    }

    private Delivery delivery(OutboundMessage message, SiteHealth health, ConnectionPool connections) {
        Delivery delivery = new Delivery(
                message,
                plans.current(),
                finder,
                siteFinder,
                connections,
                health,
                sourcesBefore,
                tlsSessions,
                responses,
                clock.instant());
        metrics.watch(message.pool(), delivery.outcomes());
        return delivery;
    }

    /** For requests to hosts that other domains name. Works until the gateway has stopped. */
    HttpsClient https() {
        return https;
    }

    /** Gates that are remembered. */
    long gates() {
        return gates.count();
    }

    /** Over all sites, including those being opened. */
    int openConnections() {
        return ledger.open();
    }

    @Override
    public List<SiteStatus> sites() {
        return gates.all().stream().map(PooledSiteGate::status).toList();
    }

    @Override
    public List<SourceStatus> sources() {
        List<SourceStatus> all = new ArrayList<>();
        for (EgressPool pool : plans.current().pools().values()) {
            List<EgressSource> present = missing.present(pool.sources());
            for (EgressSource source : pool.sources()) {
                all.add(new SourceStatus(
                        pool.id(),
                        source,
                        present.contains(source),
                        ledger.open(source.id()),
                        pace.disabled(source.id()),
                        pace.atRest(source.id())));
            }
        }
        return all;
    }

    @Override
    public void hold(List<WarmUpHold> warmUps) {
        pace.hold(warmUps);
    }

    @Override
    public void disable(List<DisabledSource> sources) {
        pace.disable(sources);
    }

    @Override
    public synchronized void beginStop(Duration bound) {
        if (stopping) {
            return;
        }
        stopping = true;
        gates.all().forEach(PooledSiteGate::stop);
        Duration grace = bound.dividedBy(4);
        var cut = loops.schedule(
                opener::cut, (LONGEST_GRACE.compareTo(grace) < 0 ? LONGEST_GRACE : grace).toNanos(), NANOSECONDS);
        // Recording the outcomes has to fit in the bound, too.
        var end =
                loops.schedule(this::abort, bound.multipliedBy(9).dividedBy(10).toNanos(), NANOSECONDS);
    }

    private void abort() {
        opener.cut();
        gates.all().forEach(gate -> gate.connections().abort());
    }

    @Override
    public void stop(Duration bound) {
        long endNanos = System.nanoTime() + bound.toNanos();
        beginStop(bound);
        for (PooledSiteGate gate : gates.all()) {
            awaitEmpty(gate, endNanos);
        }
        abort();
        pace.stop();
        awaitReserve();
        policies.stop();
        clearOnly.stop();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void awaitReserve() {
        reserving.shutdown();
        try {
            if (!reserving.awaitTermination(STORE_BOUND.toNanos(), NANOSECONDS)) {
                LOG.warn(
                        "The database didn't answer; what was reserved for caps on messages counts for a while longer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
