package org.sluicemta.mailets;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.sluicemta.egress.EgressNetworks;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.EgressSite;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.TlsPolicy;

/** Plans with the streams of {@link Directory}. */
final class TestPlans {
    private TestPlans() {}

    /** Mail is kept for three days. */
    static EgressPlans threeDays() {
        PoolId pool = new PoolId("main");
        EgressSource source = new EgressSource(new SourceId("one"), null, "mail.example", 1);
        RetrySchedule schedule =
                new RetrySchedule(EgressPlan.DEFAULT_SCHEDULE, List.of(Duration.ofMinutes(5)), Duration.ofDays(3));
        return new EgressPlans(new EgressPlan(
                Map.of(pool, new EgressPool(pool, List.of(source))),
                Map.of(Directory.TRANSACTIONAL, pool, Directory.MARKETING, pool),
                Map.of(),
                new EgressSite(new SiteId("other"), List.of(), List.of(), SiteLimits.DEFAULTS, TlsPolicy.OPPORTUNISTIC),
                200,
                Map.of(),
                null,
                25,
                Map.of(EgressPlan.DEFAULT_SCHEDULE, schedule),
                1000,
                Duration.ofMinutes(1),
                EgressNetworks.ofPort(25)));
    }
}
