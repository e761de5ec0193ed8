package org.sluicemta.gateway.pace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.SourceState;

/**
 * What the replies of sites have led to, for those sources only that a site has asked to send less. Not thread-safe but
 * for {@link #isEmpty}: {@link Pace} holds its lock.
 */
final class SourcesAtSites {
    private static final int MOST_SITES = 20_000;

    private final Supplier<EgressPlan> plan;
    private final PaceClock clock;
    private final Map<SiteId, Map<SourceId, SourceAtSite>> bySite = new HashMap<>();
    private volatile boolean empty = true;

    SourcesAtSites(Supplier<EgressPlan> plan, PaceClock clock) {
        this.plan = plan;
        this.clock = clock;
    }

    /** Asked for every message, so that one for which nothing is known takes no lock. */
    boolean isEmpty() {
        return empty;
    }

    /** Whether any source is known at the site. */
    boolean has(SiteId site) {
        return !empty && bySite.containsKey(site);
    }

    @Nullable
    SourceAtSite get(SourceId source, SiteId site) {
        Map<SourceId, SourceAtSite> there = empty ? null : bySite.get(site);
        return there == null ? null : there.get(source);
    }

    SourceAtSite getOrAdd(SourceId source, SiteId site) {
        empty = false;
        return bySite.computeIfAbsent(site, key -> new HashMap<>())
                .computeIfAbsent(
                        source,
                        key -> new SourceAtSite(
                                Scope.of(source).at(site), () -> plan.get().site(site), clock));
    }

    /** Whether so many sites have told something that strangers' domains must not make it more. */
    boolean isCrowded() {
        return bySite.size() >= MOST_SITES;
    }

    void addTo(List<Gauge> needed, SourceId source, SiteId site) {
        SourceAtSite known = get(source, site);
        if (known != null) {
            known.addTo(needed);
        }
    }

    /** As they stood before a restart. Those that something is known of already are left alone. */
    void continues(List<SourceState> before) {
        before.forEach(state -> getOrAdd(state.source(), state.site()).continues(state));
    }

    /** What a site has told the sources of a pool, in words. */
    List<String> told(PoolId pool, SiteId site) {
        EgressPool of = has(site) ? plan.get().pools().get(pool) : null;
        return of == null
                ? List.of()
                : of.sources().stream()
                        .flatMap(source -> Stream.ofNullable(get(source.id(), site)))
                        .flatMap(one -> one.told().stream())
                        .toList();
    }

    /** Those that rest or are slowed down. */
    List<SourceState> states() {
        List<SourceState> states = new ArrayList<>();
        bySite.forEach((site, there) -> there.forEach((source, one) -> {
            SourceState state = new SourceState(source, site, one.restState(), one.paceState());
            if (state.rest() != null || state.pace() != null) {
                states.add(state);
            }
        }));
        return states;
    }

    /** How many rest. */
    int resting() {
        long now = clock.now();
        return (int) bySite.values().stream()
                .flatMap(there -> there.values().stream())
                .filter(one -> one.isResting(now))
                .count();
    }

    /** Where the source rests, until when and why. */
    Map<SiteId, String> atRest(SourceId source) {
        long now = clock.now();
        Map<SiteId, String> rests = new HashMap<>();
        bySite.forEach((site, there) -> {
            SourceAtSite one = there.get(source);
            RestGauge rest = one == null ? null : one.rest();
            if (rest != null && rest.isResting(now)) {
                rests.put(site, rest.toString());
            }
        });
        return rests;
    }

    /** Forgets those of which nothing would be lost. */
    void sweep() {
        long now = clock.now();
        bySite.values().forEach(there -> there.values().removeIf(one -> one.isUnused(now)));
        bySite.values().removeIf(Map::isEmpty);
        empty = bySite.isEmpty();
    }
}
