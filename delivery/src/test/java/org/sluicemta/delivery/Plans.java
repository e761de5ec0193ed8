package org.sluicemta.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluicemta.egress.EgressNetworks;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.EgressSite;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.PublishedTls;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.egress.TlsReporting;
import org.sluicemta.stream.StreamId;

/** Plans for tests: two streams with a pool each, one configured site, quick retries. */
public final class Plans {
    public static final PoolId POOL = new PoolId("main");
    public static final PoolId BULK = new PoolId("bulk");
    public static final SiteId GMAIL = new SiteId("gmail");
    public static final StreamId TRANSACTIONAL = new StreamId("transactional");
    public static final StreamId MARKETING = new StreamId("marketing");

    private Plans() {}

    public static EgressPlan plan(RetrySchedule schedule, int ownLaneThreshold) {
        EgressSource source = new EgressSource(new SourceId("src"), null, "mail.example.com", 1);
        EgressSource second = new EgressSource(new SourceId("src2"), null, "mkt.example.com", 1);
        EgressSite gmail = new EgressSite(
                GMAIL, List.of("gmail.test"), List.of(".google.test"), SiteLimits.DEFAULTS, TlsPolicy.NONE);
        EgressSite other = new EgressSite(SiteId.OTHER, List.of(), List.of(), SiteLimits.DEFAULTS, TlsPolicy.NONE);
        return new EgressPlan(
                Map.of(POOL, new EgressPool(POOL, List.of(source)), BULK, new EgressPool(BULK, List.of(second))),
                Map.of(TRANSACTIONAL, POOL, MARKETING, BULK),
                Map.of(GMAIL, gmail),
                other,
                200,
                Map.of(),
                null,
                25,
                Map.of(EgressPlan.DEFAULT_SCHEDULE, schedule),
                ownLaneThreshold,
                Duration.ofSeconds(1),
                EgressNetworks.ofPort(25));
    }

    /** The same, and domains are told how TLS went. */
    public static EgressPlan reporting(EgressPlan plan, TlsReporting reporting) {
        return new EgressPlan(
                plan.pools(),
                plan.streams(),
                plan.streamExpiry(),
                plan.closedStreams(),
                plan.sites(),
                plan.otherSite(),
                plan.otherConnections(),
                plan.nextHops(),
                plan.relayHost(),
                plan.remotePort(),
                plan.retrySchedules(),
                plan.ownLaneThreshold(),
                plan.slotWidth(),
                plan.connectionLimits(),
                plan.caps(),
                plan.networks(),
                Map.of(),
                new PublishedTls(true, true, PublishedTls.HTTPS, Set.of(), reporting));
    }

    public static RetrySchedule quick() {
        return new RetrySchedule("default", List.of(Duration.ofSeconds(1)), Duration.ofHours(5));
    }

    public static RetrySchedule expiringAfter(Duration time) {
        return new RetrySchedule("default", List.of(Duration.ofSeconds(1)), time);
    }
}
