package org.sluicemta.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sluicemta.egress.ConnectionLimits;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.MessageCap;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SendRates;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.egress.SourceId;
import org.sluicemta.gateway.pace.Pace;
import org.sluicemta.gateway.pace.PaceClock;
import org.sluicemta.gateway.pace.Permit;
import org.sluicemta.gateway.pace.Reaction;
import org.sluicemta.response.ResponseAction;
import org.sluicemta.response.ResponseAction.Kind;
import org.sluicemta.response.ResponseAction.Trigger;
import org.sluicemta.tenant.TenantId;
import org.sluicemta.testing.egress.MemoryCapReserve;
import org.sluicemta.testing.egress.MemorySourceStates;
import org.sluicemta.testing.egress.TestPlans;

/**
 * What a permit costs: {@code PaceBench} takes permits, says that their messages leave, and ends them, with 50 out at a
 * time, and prints nanoseconds of CPU for each message. The caps are never reached.
 */
public final class PaceBench {
    private static final int MESSAGES = 3_000_000;
    private static final int OUT = 50;
    private static final int SITES = 1_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final TenantId TENANT = new TenantId("acme");
    private static final SourceId SOURCE = new SourceId("s0");
    private static final PoolId POOL = new PoolId("bulk");

    private PaceBench() {}

    public static void main(String[] arguments) {
        for (int round = 0; round < 3; round++) {
            run("no caps", 0, 1, Replies.UNTOLD);
            run("no caps, with what the site accepted", 0, 1, Replies.ACCEPTED);
            run("2 caps of the pool and 2 of each of 4 sources", 2, 4, Replies.UNTOLD);
            run("the same, and one source rests at each site", 2, 4, Replies.ONE_RESTS);
        }
    }

    /** What the sites say, and whether anybody tells the pace. */
    private enum Replies {
        UNTOLD,
        ACCEPTED,
        ONE_RESTS
    }

    private record Site(SiteId site) implements Pace.Taker {
        @Override
        public PoolId pool() {
            return POOL;
        }

        @Override
        public void mayTake() {}
    }

    private static void run(String what, int caps, int sources, Replies replies) {
        EgressPlan plan = plan(caps(caps), sources);
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
            Pace pace = new Pace(
                    () -> plan,
                    10_000,
                    all -> all,
                    new MemoryCapReserve(InstantSource.system()),
                    new MemorySourceStates(),
                    new PaceClock(InstantSource.system(), System::nanoTime, System.nanoTime() - Long.MAX_VALUE / 4),
                    (nanos, action) -> {
                        var unused = timer.schedule(action, nanos, TimeUnit.NANOSECONDS);
                    },
                    timer);
            List<Site> sites = new ArrayList<>();
            for (int i = 0; i < SITES; i++) {
                sites.add(new Site(new SiteId("d" + i + ".example")));
            }
            if (replies == Replies.ONE_RESTS) {
                sites.forEach(site -> rest(pace, site));
            }
            long nanos = take(pace, sites, replies != Replies.UNTOLD);
            System.out.printf(Locale.ROOT, "%-50s %5.0f ns of CPU a message%n", what, nanos / (double) MESSAGES);
            timer.shutdownNow();
        }
    }

    private static Permit take(Pace pace, Site site) {
        Permit permit = pace.tryTake(site);
        while (permit == null) { // the next part is on its way
            Thread.onSpinWait();
            permit = pace.tryTake(site);
        }
        return permit;
    }

    private static void rest(Pace pace, Site site) {
        Permit permit = take(pace, site);
        permit.replied(
                SOURCE,
                TENANT,
                new Reaction(new ResponseAction(Kind.REST_SOURCE, Duration.ofDays(1), Trigger.AT_ONCE), "listed"));
        permit.end();
    }

    private static long take(Pace pace, List<Site> sites, boolean told) {
        while (pace.limit(sites.getFirst()) != null) {
            Thread.onSpinWait(); // the first part of each cap is reserved
        }
        Deque<Permit> out = new ArrayDeque<>();
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < MESSAGES; i++) {
            Permit permit = take(pace, sites.get(i % SITES));
            permit.written();
            if (told) {
                permit.accepted(SOURCE, TENANT);
            }
            out.add(permit);
            if (out.size() > OUT) {
                out.remove().end();
            }
        }
        long nanos = THREADS.getCurrentThreadCpuTime() - before;
        out.forEach(Permit::end);
        return nanos;
    }

    private static List<MessageCap> caps(int count) {
        return List.of(
                        new MessageCap(100_000_000, Duration.ofSeconds(5)),
                        new MessageCap(1_000_000_000, Duration.ofDays(1)))
                .subList(0, count);
    }

    private static EgressPlan plan(List<MessageCap> caps, int sources) {
        List<EgressSource> all = new ArrayList<>();
        for (int i = 0; i < sources; i++) {
            all.add(new EgressSource(new SourceId("s" + i), null, "s" + i + ".example", 100, caps, List.of()));
        }
        return TestPlans.of(
                Map.of(POOL, new EgressPool(POOL, all, caps, SendRates.NONE)),
                Map.of(),
                SiteLimits.DEFAULTS,
                200,
                ConnectionLimits.DEFAULTS);
    }
}
