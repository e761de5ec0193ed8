package org.sluicemta.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.gateway.connection.Fault;

/**
 * What is suspended of a site: all of it, or in the common site each place by itself, because one that is down must not
 * stop the others. Remembers a bounded number of places, and only while they're being asked about. Not thread-safe.
 */
final class Suspensions {
    private static final int MOST_PLACES = 50_000;
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final boolean common;
    private final Suspension site = new Suspension();
    private final Cache<String, Suspension> places = Caffeine.newBuilder()
            .maximumSize(MOST_PLACES)
            .expireAfterAccess(FORGOTTEN)
            .build();

    Suspensions(boolean common) {
        this.common = common;
    }

    boolean mayBegin(@Nullable String place, Instant now) {
        Suspension known = known(place);
        return known == null || known.mayBegin(now);
    }

    /** A delivery begins, as {@link #mayBegin} allows. */
    Begun begin(@Nullable String place, Instant now) {
        Suspension known = known(place);
        Suspension suspension = known == null ? site : known;
        return new Begun(suspension, suspension.begin(now));
    }

    /** A delivery that began, and the suspension it may be the probe of. */
    record Begun(Suspension suspension, Optional<Suspension.Attempt> attempt) {
        void ended() {
            attempt.ifPresent(suspension::ended);
        }
    }

    private @Nullable Suspension known(@Nullable String place) {
        return common ? place == null ? null : places.getIfPresent(place) : site;
    }

    /** The place's suspension within the common site, while no delivery to it may begin. */
    Optional<SlotLimiter.Down> down(String place, Instant now) {
        Suspension known = common ? places.getIfPresent(place) : null;
        Fault fault = known == null ? null : known.lastFault();
        return known == null || fault == null || known.mayBegin(now)
                ? Optional.empty()
                : Optional.of(new SlotLimiter.Down(known.askAgain(now), fault));
    }

    /** Returns true when this ended a suspension of the whole site. */
    boolean succeeded(String place) {
        if (common) {
            places.invalidate(place);
            return false;
        }
        return site.succeeded();
    }

    /** Returns true when this began or prolonged a suspension. */
    boolean failed(String place, Fault fault, Instant now) {
        Suspension where = common ? places.get(place, key -> new Suspension()) : site;
        return where.failed(fault, now);
    }

    /** Those of the places of the common site. */
    Map<String, Suspension> places() {
        return places.asMap();
    }

    /** The suspension of the site as a whole. */
    Suspension site() {
        return site;
    }
}
