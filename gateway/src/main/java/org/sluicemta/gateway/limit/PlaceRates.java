package org.sluicemta.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The rate of a site, and in the common site that of each place, because each has the limits of other-site. Remembers a
 * bounded number of places, and each only for a while. Not thread-safe.
 */
final class PlaceRates {
    private static final int MOST_PLACES = 50_000;
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final DoubleSupplier perSecond;
    private final LongSupplier nanos;
    private final long startNanos;
    private final SiteRate unlimited;
    private final SiteRate ofSite;
    private final Cache<String, SiteRate> ofPlaces = Caffeine.newBuilder()
            .maximumSize(MOST_PLACES)
            .expireAfterAccess(FORGOTTEN)
            .build();

    /** @param perSecond of each, that in force; 0 for no limit */
    PlaceRates(DoubleSupplier perSecond, LongSupplier nanos, long startNanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.startNanos = startNanos;
        this.unlimited = new SiteRate(() -> 0, nanos, startNanos);
        this.ofSite = new SiteRate(perSecond, nanos, startNanos);
    }

    SiteRate ofSite() {
        return ofSite;
    }

    SiteRate of(String place) {
        return perSecond.getAsDouble() <= 0
                ? unlimited
                : ofPlaces.get(place, key -> new SiteRate(perSecond, nanos, startNanos));
    }
}
