package org.sluicemta.gateway.pace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.EgressSite;
import org.sluicemta.egress.SendRates;

/**
 * The gauges of what pools send in a second beside messages. There are at most as many as configured pools and sites.
 * Not thread-safe: {@link Pace} holds its lock.
 */
final class RateGauges {
    private final PaceClock clock;
    private final Map<Scope, OpeningRate> openings = new HashMap<>();
    private final Map<Scope, OctetRate> octets = new HashMap<>();

    RateGauges(PaceClock clock) {
        this.clock = clock;
    }

    void addTo(List<Gauge> needed, EgressPool pool, EgressSite site) {
        if (!pool.rates().isNone()) {
            add(needed, Scope.of(pool.id()), pool.rates());
        }
        if (!site.caps().poolRates().isNone()) {
            add(needed, Scope.of(pool.id()).at(site.id()), site.caps().poolRates());
        }
    }

    private void add(List<Gauge> needed, Scope scope, SendRates rates) {
        if (rates.connections() > 0) {
            needed.add(opening(scope, rates));
        }
        if (rates.octets() > 0) {
            OctetRate gauge = octets.computeIfAbsent(scope, key -> new OctetRate(key, clock));
            gauge.changeTo(rates);
            needed.add(gauge);
        }
    }

    private OpeningRate opening(Scope scope, SendRates rates) {
        OpeningRate gauge = openings.computeIfAbsent(scope, key -> new OpeningRate(key, clock));
        gauge.changeTo(rates);
        return gauge;
    }

    /** Zero if a connection may be opened now, and then it counts as opened; else the time after which to ask again. */
    Duration untilOpened(@Nullable EgressPool pool, EgressSite site) {
        List<OpeningRate> all = new ArrayList<>(2);
        if (pool != null && pool.rates().connections() > 0) {
            all.add(opening(Scope.of(pool.id()), pool.rates()));
        }
        if (pool != null && site.caps().poolRates().connections() > 0) {
            all.add(opening(Scope.of(pool.id()).at(site.id()), site.caps().poolRates()));
        }
        long now = clock.now();
        long wait =
                all.stream().mapToLong(gauge -> gauge.untilOpened(now)).max().orElse(0);
        if (wait > 0) {
            return Duration.ofNanos(wait);
        }
        all.forEach(gauge -> gauge.opened(now));
        return Duration.ZERO;
    }
}
