package org.sluicemta.gateway.limit;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.sluicemta.egress.ConnectionLimits;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.egress.SourceId;
import org.sluicemta.gateway.pace.Pace;
import org.sluicemta.gateway.pace.PaceClock;
import org.sluicemta.testing.egress.MemoryCapReserve;
import org.sluicemta.testing.egress.MemorySourceStates;
import org.sluicemta.testing.egress.TestPlans;

/** Plans that say nothing but limits. */
final class Plans {
    static final PoolId POOL = new PoolId("tx");
    static final PoolId BULK = new PoolId("bulk");

    private Plans() {}

    static EgressPlan withLimits(SiteLimits limits) {
        return withLimits(limits, limits.connections(), ConnectionLimits.DEFAULTS);
    }

    /** Each pool has one source. */
    static EgressPlan withLimits(SiteLimits limits, int otherConnections, ConnectionLimits overAll) {
        return TestPlans.of(Map.of(POOL, pool(POOL), BULK, pool(BULK)), Map.of(), limits, otherConnections, overAll);
    }

    /** Limits over all sites; there are no caps. */
    static Pace pace(Supplier<EgressPlan> plan, ScheduledExecutorService timer) {
        return new Pace(
                plan,
                1000,
                sources -> sources,
                new MemoryCapReserve(InstantSource.system()),
                new MemorySourceStates(),
                new PaceClock(InstantSource.system(), System::nanoTime, System.nanoTime()),
                (nanos, action) -> timer.schedule(action, nanos, TimeUnit.NANOSECONDS),
                timer);
    }

    private static EgressPool pool(PoolId id) {
        return new EgressPool(
                id, List.of(new EgressSource(new SourceId(id.value() + "-1"), null, "mta.sluice.test", 1)));
    }
}
