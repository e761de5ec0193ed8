package org.sluicemta.gateway.pace;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressSite;
import org.sluicemta.egress.SourceState;
import org.sluicemta.response.ResponseAction;

/** What a site's replies have led to for one source. Not thread-safe: {@link Pace} holds its lock. */
final class SourceAtSite {
    private final Scope scope;
    private final PaceClock clock;
    private final Repeats repeats = new Repeats();
    private final Supplier<EgressSite> site;
    private @Nullable RestGauge rest;
    private @Nullable SourceLevel level;

    /** @param site asked each time, since the configuration may change */
    SourceAtSite(Scope scope, Supplier<EgressSite> site, PaceClock clock) {
        this.scope = scope;
        this.site = site;
        this.clock = clock;
    }

    void addTo(List<Gauge> needed) {
        if (rest != null) {
            needed.add(rest);
        }
        if (level != null) {
            needed.add(level);
        }
    }

    /**
     * The site gave a reply that has an action. Returns what has changed, or null.
     *
     * @param accepted messages a second that the site has accepted lately
     */
    @Nullable
    String replied(Reaction reaction, double accepted, long begunNanos) {
        return switch (reaction.action().kind()) {
            case NONE, REST_TENANT, OTHER_SOURCE, NEXT_HOST -> null;
            case SLOW_DOWN -> objected(reaction, accepted, begunNanos);
            case REST_SOURCE -> refused(reaction, begunNanos);
        };
    }

    /** Whether there have been as many such replies as an action of a message takes. */
    boolean isReached(ResponseAction action) {
        return repeats.isReached(action, clock.now());
    }

    private @Nullable String objected(Reaction reaction, double accepted, long begunNanos) {
        long now = clock.now();
        if (!repeats.isDue(reaction.action(), now)) {
            return null;
        }
        boolean cut = true;
        if (level == null) {
            EgressSite of = site.get();
            Level first = Level.cut(reaction.why(), accepted, SourceLevel.ceiling(of), of.adaptive(), now);
            level = new SourceLevel(scope, first, site, now);
        } else {
            cut = level.objects(reaction.why(), accepted, begunNanos, now);
        }
        return cut ? "slows down: " + level : null;
    }

    private @Nullable String refused(Reaction reaction, long begunNanos) {
        long now = clock.now();
        if (rest == null) {
            if (!repeats.isDue(reaction.action(), now)) {
                return null;
            }
            rest = new RestGauge(scope, clock);
        }
        boolean begins = rest.begin(reaction.why(), reaction.action().longest(), begunNanos, now);
        return begins ? rest.toString() : null;
    }

    /** The site has accepted a message. Returns the gauges that are gone, whose takers need another look. */
    List<Gauge> accepted(long begunNanos) {
        repeats.forgetRefusals();
        List<Gauge> gone = new ArrayList<>(2);
        if (rest != null && rest.accepted(begunNanos)) {
            gone.add(rest);
            rest = null;
        }
        if (level != null && level.accepted(clock.now())) {
            gone.add(level);
            level = null;
        }
        return gone;
    }

    /** Goes on where it stood before a restart. */
    void continues(SourceState before) {
        long now = clock.now();
        SourceState.Rest rested = before.rest();
        if (rested != null && rest == null) {
            rest = new RestGauge(scope, clock);
            rest.continues(rested);
        }
        SourceState.Pace paced = before.pace();
        if (paced != null && level == null) {
            Level.State stood =
                    new Level.State(paced.perSecond(), paced.full(), paced.learned(), paced.cuts(), paced.why());
            level = new SourceLevel(scope, Level.continued(stood, clock.nanosAt(paced.cutAt()), now), site, now);
        }
    }

    /** What the site has told the source, in words. */
    List<String> told() {
        List<String> told = new ArrayList<>(2);
        if (rest != null) {
            told.add(rest.toString());
        }
        if (level != null) {
            told.add(level.toString());
        }
        return told;
    }

    SourceState.@Nullable Rest restState() {
        return rest == null ? null : rest.state();
    }

    SourceState.@Nullable Pace paceState() {
        if (level == null) {
            return null;
        }
        Level.State state = level.level().state();
        Instant cutAt = clock.instantAt(level.level().cutNanos()).truncatedTo(ChronoUnit.SECONDS);
        return new SourceState.Pace(state.perSecond(), state.full(), state.learned(), state.cuts(), cutAt, state.why());
    }

    @Nullable
    RestGauge rest() {
        return rest;
    }

    boolean isResting(long nowNanos) {
        return rest != null && rest.isResting(nowNanos);
    }

    boolean isUnused(long nowNanos) {
        return isUnused(rest, nowNanos) && isUnused(level, nowNanos) && repeats.isEmptySince(nowNanos);
    }

    private static boolean isUnused(@Nullable Gauge gauge, long nowNanos) {
        return gauge == null || gauge.waiting.isEmpty() && gauge.isUnused(nowNanos);
    }
}
