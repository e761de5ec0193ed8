package org.sluicemta.gateway.pace;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.SourceState;
import org.sluicemta.tenant.TenantId;
import org.sluicemta.testing.egress.MemoryCapReserve;
import org.sluicemta.testing.egress.MemorySourceStates;

/** Sites that ask for permits, on a clock of the test. */
abstract class PacedSites {
    static final Duration SECOND = Duration.ofSeconds(1);
    static final TenantId ACME = new TenantId("acme");
    static final Duration HOUR = Duration.ofHours(1);

    final Clockwork time = new Clockwork();
    final MemoryCapReserve reserve = new MemoryCapReserve(time);
    final MemorySourceStates states = new MemorySourceStates();
    final Deque<Site> told = new ArrayDeque<>();
    EgressPlan plan = new PacedPlan().plan();
    List<EgressSource> missing = List.of();
    Pace pace = pace(1000);

    Pace pace(int descriptors) {
        return new Pace(
                () -> plan,
                descriptors,
                sources ->
                        sources.stream().filter(one -> !missing.contains(one)).toList(),
                reserve,
                states,
                time.clock(),
                time,
                time);
    }

    record Site(PoolId pool, SiteId site, int number, Deque<Site> told) implements Pace.Taker {
        @Override
        public void mayTake() {
            told.add(this);
        }
    }

    /** One tenant's mail, for limits of its own. */
    record Part(Site of, MailOwner owner, Deque<Part> told) implements Pace.Taker {
        @Override
        public PoolId pool() {
            return of.pool();
        }

        @Override
        public SiteId site() {
            return of.site();
        }

        @Override
        public void mayTake() {
            told.add(this);
        }
    }

    Site site(PoolId pool, SiteId site, int number) {
        return new Site(pool, site, number, told);
    }

    void with(PacedPlan changed) {
        plan = changed.plan();
        pace.limitsChanged();
    }

    /** Asks again whenever the store has answered. */
    @Nullable
    Permit take(Site site) {
        Permit permit = pace.tryTake(site);
        while (permit == null && time.settle()) {
            permit = pace.tryTake(site);
        }
        return permit;
    }

    Permit taken(Site site) {
        return Objects.requireNonNull(take(site), () -> String.valueOf(pace.limit(site)));
    }

    void send(Site site) {
        Permit permit = taken(site);
        permit.written();
        permit.end();
    }

    int sendAll(Site site) {
        int sent = 0;
        for (Permit permit = take(site); permit != null; permit = take(site)) {
            permit.written();
            permit.end();
            sent++;
        }
        return sent;
    }

    /** How fast a source may send to a site that has told it to slow down; null if none has. */
    SourceState.@Nullable Pace paceOf(SourceId source) {
        for (SourceState state : pace.sourceStates()) {
            if (state.source().equals(source)) {
                return state.pace();
            }
        }
        return null;
    }

    static int mostIn(Duration period, List<Long> times) {
        int most = 0;
        int from = 0;
        for (int to = 0; to < times.size(); to++) {
            while (times.get(from) <= times.get(to) - period.toNanos()) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }
}
