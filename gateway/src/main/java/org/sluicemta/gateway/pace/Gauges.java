package org.sluicemta.gateway.pace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.egress.DisabledSource;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.EgressSite;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.MessageCap;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SharedLimit;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.WarmUp;
import org.sluicemta.egress.WarmUpHold;

/**
 * The gauges of all limits in force, and which of them a message needs. Those that are unused go away. Not thread-safe:
 * {@link Pace} holds its lock.
 */
final class Gauges {
    private static final int FEW = 1_000;

    private record Key(Scope scope, Duration period) {}

    private final Supplier<EgressPlan> plan;
    private final UnaryOperator<List<EgressSource>> present;
    private final ReservedMessages.Store store;
    private final SourcesAtSites atSites;
    private final TenantsAtSites tenants;
    private final PaceClock clock;
    private final OpenConnections server;
    private final RateGauges rates;
    private final Map<PoolId, OpenConnections> ofPools = new HashMap<>();
    private final Map<Scope, OpenConnections> shared = new HashMap<>();
    private final Map<PoolId, SourceRotation> rotations = new HashMap<>();
    private final Map<Key, Cap> caps = new HashMap<>();
    private Map<SourceId, DisabledGauge> disabled = Map.of();
    private Map<SourceId, List<WarmUpHold>> holds = Map.of();
    private int sweepAt = FEW;

    /**
     * @param descriptors most connections that this process has file descriptors for
     * @param present the sources whose address this host has
     * @param atSites what sites have asked for
     * @param tenants those whose mail a site refuses
     */
    Gauges(
            Supplier<EgressPlan> plan,
            int descriptors,
            UnaryOperator<List<EgressSource>> present,
            ReservedMessages.Store store,
            SourcesAtSites atSites,
            TenantsAtSites tenants,
            PaceClock clock) {
        this.plan = plan;
        this.atSites = atSites;
        this.tenants = tenants;
        this.present = present;
        this.store = store;
        this.clock = clock;
        this.rates = new RateGauges(clock);
        this.server = new OpenConnections(
                Scope.SERVER, () -> Math.min(plan.get().connectionLimits().server(), descriptors));
    }

    /** See {@link Permit#untilOpened}. */
    Duration untilOpened(Pace.Taker taker) {
        EgressPlan now = plan.get();
        return rates.untilOpened(now.pools().get(taker.pool()), now.site(taker.site()));
    }

    OpenConnections server() {
        return server;
    }

    /** What a message of the taker needs. */
    Pace.Check check(Pace.Taker taker, Asking as) {
        EgressPlan now = plan.get();
        MailOwner owner = taker.owner();
        if (owner != null) {
            return check(ofOwner(owner, now.site(taker.site())), as);
        }
        EgressPool pool = now.pools().get(taker.pool());
        List<Gauge> needed = new ArrayList<>(4);
        needed.add(server);
        addCaps(needed, Scope.SERVER, now.caps().all());
        needed.add(ofPools.computeIfAbsent(taker.pool(), this::connectionsOf));
        if (pool == null) {
            return check(needed, as);
        }
        EgressSite site = now.site(taker.site());
        addCaps(needed, Scope.of(pool.id()), pool.caps());
        if (!site.caps().pool().isEmpty()) {
            addCaps(needed, Scope.of(pool.id()).at(site.id()), site.caps().pool());
        }
        add(needed, site.caps().allPools(), () -> Scope.of(site.id()));
        rates.addTo(needed, pool, site);
        Pace.Check common = check(needed, as);
        return common.isAllowed() && needsSource(pool, site) ? bySource(pool, site, needed, as) : common;
    }

    /** Whether a tenant or a campaign has limits of its own that count at the site, or the tenant rests there. */
    boolean limits(MailOwner owner, SiteId site) {
        EgressPlan now = plan.get();
        return owner.campaign() == null && tenants.has(owner.tenant(), site)
                || !inAll(owner, now).isNone()
                || !at(now.site(site), owner).isNone();
    }

    private static SharedLimit inAll(MailOwner owner, EgressPlan plan) {
        return owner.campaign() == null
                ? plan.caps().tenants().of(owner.tenant())
                : plan.caps().campaigns().of(owner);
    }

    private static SharedLimit at(EgressSite site, MailOwner owner) {
        return owner.campaign() == null
                ? site.caps().tenants().of(owner.tenant())
                : site.caps().campaigns().of(owner);
    }

    private List<Gauge> ofOwner(MailOwner owner, EgressSite site) {
        List<Gauge> needed = new ArrayList<>(4);
        add(needed, inAll(owner, plan.get()), () -> Scope.of(owner));
        add(needed, at(site, owner), () -> Scope.of(owner).at(site.id()));
        if (owner.campaign() == null) {
            tenants.addTo(needed, owner.tenant(), site.id());
        }
        return needed;
    }

    private void add(List<Gauge> needed, SharedLimit limit, Supplier<Scope> scope) {
        if (limit.isNone()) {
            return;
        }
        Scope of = scope.get();
        if (limit.limitsConnections()) {
            sweep();
            OpenConnections gauge = shared.computeIfAbsent(of, key -> new OpenConnections(key, limit.connections()));
            gauge.changeTo(limit.connections());
            needed.add(gauge);
        }
        addCaps(needed, of, limit.caps());
    }

    private Pace.Check check(List<Gauge> needed, Asking as) {
        Gauge full = full(needed, as);
        return new Pace.Check(needed, null, full == null ? List.of() : List.of(full));
    }

    /** Whether limits depend on the source. */
    private boolean needsSource(EgressPool pool, EgressSite site) {
        if (!site.caps().source().isEmpty() || atSites.has(site.id()) || !disabled.isEmpty()) {
            return true;
        }
        for (EgressSource source : pool.sources()) {
            if (!source.caps().isEmpty() || isWarmingUp(source, site.id())) {
                return true;
            }
        }
        return false;
    }

    /** The first that may, in order of their weights. */
    private Pace.Check bySource(EgressPool pool, EgressSite site, List<Gauge> common, Asking as) {
        List<Gauge> toBlame = new ArrayList<>();
        for (EgressSource source : inTurn(pool.id(), pool.sources())) {
            List<Gauge> own = ofSource(source, site);
            Gauge full = full(own, as);
            if (full == null) {
                own.addAll(common);
                return new Pace.Check(own, source, List.of());
            }
            if (!toBlame.contains(full)) {
                toBlame.add(full);
            }
            if (letsOthersWait(source, full)) {
                break;
            }
        }
        return new Pace.Check(common, null, toBlame);
    }

    /** Whether the pool's mail waits for a source that has sent what its warm-up allows. */
    private static boolean letsOthersWait(EgressSource source, Gauge full) {
        for (WarmUp warmUp : source.warmUps()) {
            if (warmUp.overflow() == WarmUp.Overflow.WAIT
                    && Scope.of(warmUp, source.id()).equals(full.scope())) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Gauge full(List<Gauge> gauges, Asking as) {
        long now = clock.now();
        for (Gauge gauge : gauges) {
            if (as.isRefusedBy(gauge, now)) {
                return gauge;
            }
        }
        return null;
    }

    /** Its own gauges, and those it has at the site. */
    List<Gauge> ofSource(EgressSource source, SiteId site) {
        return ofSource(source, plan.get().site(site));
    }

    private List<Gauge> ofSource(EgressSource source, EgressSite site) {
        List<Gauge> own = new ArrayList<>(4);
        DisabledGauge off = disabled.get(source.id());
        if (off != null) {
            own.add(off);
        }
        addCaps(own, Scope.of(source.id()), source.caps());
        for (WarmUp warmUp : source.warmUps()) {
            if (warmUp.concerns(site.id())) {
                addCaps(own, Scope.of(warmUp, source.id()), held(warmUp, source).caps(clock.today()));
            }
        }
        if (!site.caps().source().isEmpty()) {
            addCaps(own, Scope.of(source.id()).at(site.id()), site.caps().source());
        }
        atSites.addTo(own, source.id(), site.id());
        return own;
    }

    /** Whether a warm-up limits what the source sends to the site. */
    boolean isWarmingUp(EgressSource source, SiteId site) {
        for (WarmUp warmUp : source.warmUps()) {
            if (warmUp.concerns(site) && !held(warmUp, source).isOver(clock.today())) {
                return true;
            }
        }
        return false;
    }

    private WarmUp held(WarmUp planned, EgressSource source) {
        List<WarmUpHold> held = holds.get(source.id());
        return held == null ? planned : planned.heldBy(held, clock.today());
    }

    /** Warm-ups are held on exactly these days. Returns whether that changes anything. */
    boolean hold(List<WarmUpHold> warmUps) {
        Map<SourceId, List<WarmUpHold>> now = warmUps.stream().collect(Collectors.groupingBy(WarmUpHold::source));
        boolean changes = !now.equals(holds);
        holds = now;
        return changes;
    }

    /** Exactly these are disabled from now on. Returns whether that changes anything. */
    boolean disable(List<DisabledSource> sources) {
        Map<SourceId, DisabledGauge> now = new HashMap<>();
        for (DisabledSource each : sources) {
            DisabledGauge before = disabled.get(each.source());
            now.put(each.source(), before != null && before.disabled().equals(each) ? before : new DisabledGauge(each));
        }
        boolean changes = !now.equals(disabled);
        disabled = Map.copyOf(now);
        return changes;
    }

    @Nullable
    DisabledSource disabled(SourceId source) {
        DisabledGauge off = disabled.get(source);
        return off == null ? null : off.disabled();
    }

    /** Those of these sources that this host has, in order of their weights. */
    List<EgressSource> inTurn(PoolId pool, List<EgressSource> sources) {
        return rotation(pool).order(present.apply(sources));
    }

    /** A message leaves from this source. */
    void used(PoolId pool, @Nullable EgressSource source) {
        if (source != null) {
            rotation(pool).used(source);
        }
    }

    private SourceRotation rotation(PoolId pool) {
        return rotations.computeIfAbsent(pool, id -> new SourceRotation());
    }

    private void addCaps(List<Gauge> needed, Scope scope, List<MessageCap> wanted) {
        for (MessageCap cap : wanted) {
            needed.add(capped(scope, cap));
        }
    }

    private Cap capped(Scope scope, MessageCap cap) {
        sweep();
        Cap gauge = caps.computeIfAbsent(new Key(scope, cap.period()), key -> newCap(scope, cap));
        gauge.changeTo(cap);
        return gauge;
    }

    private Cap newCap(Scope scope, MessageCap cap) {
        return cap.period().compareTo(RecentMessages.LONGEST) < 0
                ? new RecentMessages(scope, cap, clock)
                : new ReservedMessages(scope, cap, store, clock);
    }

    private void sweep() {
        if (size() >= sweepAt) {
            forgetUnused();
        }
    }

    /** What a cap has counted is in the store. */
    void forgetUnused() {
        long now = clock.now();
        caps.values().removeIf(gauge -> gauge.waiting.isEmpty() && gauge.isUnused(now));
        shared.values().removeIf(gauge -> gauge.waiting.isEmpty() && gauge.isUnused(now));
        sweepAt = Math.max(FEW, 2 * size());
    }

    /** Caps and limits on connections that are known now. */
    int size() {
        return caps.size() + shared.size();
    }

    private OpenConnections connectionsOf(PoolId pool) {
        return new OpenConnections(Scope.of(pool), () -> mostConnections(pool));
    }

    /** Each source may have its share. A pool can't use more than the sum. */
    private int mostConnections(PoolId id) {
        EgressPlan now = plan.get();
        EgressPool pool = now.pools().get(id);
        long ofSources = (long) now.connectionLimits().source()
                * (pool == null ? 1 : pool.sources().size());
        return (int) Math.min(now.connectionLimits().pool(), ofSources);
    }

    /** Those whose messages are reserved in the store. */
    List<ReservedMessages> reserved() {
        return caps.values().stream()
                .filter(ReservedMessages.class::isInstance)
                .map(ReservedMessages.class::cast)
                .toList();
    }
}
