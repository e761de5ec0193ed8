package org.sluicemta.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.ConnectionLimits;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.egress.SiteTimeouts;
import org.sluicemta.egress.SourceId;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.gateway.limit.NoSlot.Reason;
import org.sluicemta.gateway.pace.Pace;
import org.sluicemta.gateway.pace.Reaction;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseAction;
import org.sluicemta.response.ResponseAction.Kind;
import org.sluicemta.response.ResponseAction.Trigger;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.tenant.TenantId;
import org.sluicemta.testing.time.MutableClock;

/** Each thing that stands in the way of a slot, what it is called, and that whoever waits for it is told. */
class NoSlotTest {
    private static final SiteId SHARED = new SiteId("mx_mx.shared.example");
    private static final SiteId PROVIDER = new SiteId("provider");
    private static final TenantId ACME = new TenantId("acme");
    private static final SourceId SOURCE = new SourceId("tx-1");
    private static final Fault FAULT =
            Fault.own(Phase.CONNECT, ResponseClass.CONNECTION_FAILED, 451, "4.4.1", "Cannot connect");

    private final MutableClock clock = new MutableClock();
    private final AtomicLong nanos = new AtomicLong();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private EgressPlan plan = plan(4, 0, 100);
    private final Pace pace = Plans.pace(() -> plan, timer);

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    /** One domain may have three of them. */
    private static EgressPlan plan(int connections, double perSecond, int server) {
        SiteLimits limits =
                new SiteLimits(Math.min(3, connections), perSecond, 100, Duration.ofSeconds(5), SiteTimeouts.DEFAULTS);
        return Plans.withLimits(limits, connections, new ConnectionLimits(server, 100, 100, 20, 2));
    }

    private SlotLimiter limiter(SiteId site) {
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        return new SlotLimiter(Plans.POOL, site, () -> plan, pace, clock, nanos::get, 0, timer);
    }

    private static Leave take(SlotLimiter limiter, @Nullable String domain) {
        assertThat(limiter.refusal(domain)).isEmpty();
        return limiter.tryTake(domain).orElseThrow();
    }

    private static void assertRefused(SlotLimiter limiter, @Nullable String domain, Reason reason) {
        assertThat(limiter.tryTake(domain)).isEmpty();
        assertThat(limiter.refusal(domain).orElseThrow().reason()).isEqualTo(reason);
    }

    private static CountDownLatch told(SlotLimiter limiter, @Nullable String domain) {
        CountDownLatch told = new CountDownLatch(1);
        limiter.whenReady(domain, told::countDown);
        return told;
    }

    private static void assertTold(CountDownLatch told) throws InterruptedException {
        assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void namesTheConnectionsOfTheSite() throws Exception {
        SlotLimiter limiter = limiter(PROVIDER);
        take(limiter, null);
        take(limiter, null);
        Leave last = take(limiter, null);
        assertRefused(limiter, null, Reason.SITE_CONNECTIONS);
        CountDownLatch told = told(limiter, null);

        limiter.release(last);

        assertTold(told);
    }

    @Test
    void namesTheSuspensionOfTheSiteAndItsEnd() {
        SlotLimiter limiter = limiter(PROVIDER);
        for (int i = 0; i < Suspension.FAILURES_BEFORE; i++) {
            Leave leave = take(limiter, "a.example");
            leave.notConnected("a.example", FAULT);
            limiter.release(leave);
        }

        assertRefused(limiter, "a.example", Reason.SITE_SUSPENDED);
        assertThat(limiter.refusal("a.example").orElseThrow().earliest())
                .isEqualTo(clock.instant().plus(Suspension.FIRST_PAUSE));
    }

    /** Nobody ends anything that would wake it, only time does. */
    @Test
    void namesTheRestOfTheSourceAndTellsWhenItEnds() throws Exception {
        Duration rest = Duration.ofSeconds(1);
        SlotLimiter limiter = limiter(PROVIDER);
        Leave leave = take(limiter, null);
        leave.replied(
                SOURCE, ACME, new Reaction(new ResponseAction(Kind.REST_SOURCE, rest, Trigger.AT_ONCE), "listed"));
        limiter.release(leave);
        assertRefused(limiter, null, Reason.SOURCES_REST);

        assertTold(told(limiter, null));
    }

    @Test
    void namesTheLevelOfTheSourceAndTellsWhenItAllowsTheNext() throws Exception {
        SlotLimiter limiter = limiter(PROVIDER);
        Leave leave = take(limiter, null);
        leave.replied(
                SOURCE,
                ACME,
                new Reaction(new ResponseAction(Kind.SLOW_DOWN, Duration.ZERO, Trigger.AT_ONCE), "too-fast"));
        take(limiter, null).untilWritten();
        assertRefused(limiter, null, Reason.SOURCES_SLOWED);

        assertTold(told(limiter, null));
    }

    @Test
    void namesTheRateAndWhenItAllowsTheNext() throws Exception {
        plan = plan(4, 10, 100);
        SlotLimiter limiter = limiter(PROVIDER);
        limiter.release(take(limiter, null));

        assertRefused(limiter, null, Reason.SITE_RATE);
        assertThat(limiter.refusal(null).orElseThrow().earliest()).isAfter(clock.instant());
        CountDownLatch told = told(limiter, null);
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        assertTold(told);
        take(limiter, null);
    }

    @Test
    void namesTheHostsThatAreDownForEachDomainOfThem() {
        SlotLimiter limiter = limiter(SiteId.OTHER);
        for (int i = 0; i < Suspension.FAILURES_BEFORE; i++) {
            String domain = "d" + i + ".example";
            Leave leave = take(limiter, domain);
            leave.leadsTo(domain, "mx.shared.example", SHARED);
            leave.notConnected(domain, FAULT);
            limiter.release(leave);
        }

        assertRefused(limiter, "d0.example", Reason.HOSTS_SUSPENDED);
        assertRefused(limiter, "d4.example", Reason.HOSTS_SUSPENDED);
        assertThat(limiter.down("d1.example")).isPresent();
        take(limiter, "elsewhere.example");
    }

    @Test
    void probesTheHostsOnceForAllDomainsOfThem() {
        SlotLimiter limiter = limiter(SiteId.OTHER);
        for (int i = 0; i < Suspension.FAILURES_BEFORE; i++) {
            Leave leave = take(limiter, "a.example");
            leave.leadsTo("a.example", "mx.shared.example", SHARED);
            leave.notConnected("a.example", FAULT);
            limiter.release(leave);
        }
        Leave stranger = take(limiter, "b.example");
        stranger.leadsTo("b.example", "mx.shared.example", SHARED);
        limiter.release(stranger);
        clock.advance(Suspension.FIRST_PAUSE);

        Leave probe = take(limiter, "b.example");
        assertRefused(limiter, "a.example", Reason.HOSTS_SUSPENDED);
        probe.connected("b.example");
        limiter.release(probe);

        take(limiter, "a.example");
    }

    @Test
    void namesTheShareOfADomain() throws Exception {
        SlotLimiter limiter = limiter(SiteId.OTHER);
        Leave first = take(limiter, "a.example");
        assertRefused(limiter, "a.example", Reason.DOMAIN_SHARE);
        CountDownLatch told = told(limiter, "a.example");

        limiter.release(first);

        assertTold(told);
    }

    @Test
    void namesTheOpeningsOfPlacesThatMayNotAnswer() throws Exception {
        SlotLimiter limiter = limiter(SiteId.OTHER);
        Leave known = take(limiter, "known.example");
        known.connected("known.example");
        limiter.release(known);
        Leave first = take(limiter, "a.example");
        take(limiter, "b.example");
        assertRefused(limiter, "c.example", Reason.OPENING);
        CountDownLatch told = told(limiter, "c.example");
        limiter.release(take(limiter, "known.example"));

        first.connected("a.example");

        assertTold(told);
        take(limiter, "c.example");
    }

    @Test
    void setsAsideWhatTakesLongToOpen() throws Exception {
        SlotLimiter limiter = limiter(SiteId.OTHER);
        Leave first = take(limiter, "a.example");
        take(limiter, "b.example");
        assertRefused(limiter, "c.example", Reason.OPENING);
        CountDownLatch told = told(limiter, "c.example");

        nanos.addAndGet(Openings.LONG.toNanos());

        assertTold(told);
        take(limiter, "c.example");
        take(limiter, "d.example");
        assertThat(limiter.countedInFlight()).isEqualTo(2);
        assertRefused(limiter, "e.example", Reason.OPENING);
        first.connected("a.example");
        assertThat(limiter.countedInFlight()).isEqualTo(3);
        assertThat(limiter.inFlight()).isEqualTo(4);
    }

    /** A slow server of our own must not open more and more to a place that answers. */
    @Test
    void setsAsideNothingToAPlaceThatAnswersUnlessItsHostIsFull() throws Exception {
        plan = plan(2, 0, 100);
        SlotLimiter limiter = limiter(SiteId.OTHER);
        Leave known = take(limiter, "known.example");
        known.connected("known.example");
        take(limiter, "other.example").connected("other.example");
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertRefused(limiter, "new.example", Reason.SITE_CONNECTIONS);
        CountDownLatch told = told(limiter, "new.example");

        known.waitsForHost();

        assertTold(told);
        take(limiter, "new.example");
        assertThat(limiter.countedInFlight()).isEqualTo(2);
    }

    @Test
    void namesTheConnectionsOfTheServer() throws Exception {
        plan = plan(4, 0, 1);
        SlotLimiter one = limiter(PROVIDER);
        SlotLimiter other = limiter(new SiteId("other-provider"));
        Leave only = take(one, null);
        assertRefused(other, null, Reason.SERVER_CONNECTIONS);
        CountDownLatch told = told(other, null);

        one.release(only);

        assertTold(told);
    }

    @Test
    void namesAStop() {
        SlotLimiter limiter = limiter(PROVIDER);
        limiter.stop();

        assertRefused(limiter, null, Reason.STOPPING);
    }
}
