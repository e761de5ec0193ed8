package org.sluicemta.gateway.pace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a site's replies have led to for one source. Not thread-safe: {@link Pace} holds its lock. */
final class SourceAtSite {
    private final Scope scope;
    private final PaceClock clock;
    private final Repeats repeats = new Repeats();
    private @Nullable SourceRest rest;

    SourceAtSite(Scope scope, PaceClock clock) {
        this.scope = scope;
        this.clock = clock;
    }

    void addTo(List<Gauge> needed) {
        if (rest != null) {
            needed.add(rest);
        }
    }

    /** The site gave a reply that has an action. Returns what has changed, or null. */
    @Nullable
    String replied(Reaction reaction, long begunNanos) {
        return switch (reaction.action().kind()) {
            case NONE, SLOW_DOWN -> null;
            case REST_SOURCE -> refused(reaction, begunNanos);
        };
    }

    private @Nullable String refused(Reaction reaction, long begunNanos) {
        long now = clock.now();
        if (rest == null) {
            if (!repeats.isDue(reaction.action(), now)) {
                return null;
            }
            rest = new SourceRest(scope, clock);
        }
        boolean begins = rest.begin(reaction.why(), reaction.action().longest(), begunNanos, now);
        return begins ? rest.toString() : null;
    }

    /** The site has accepted a message. Returns a gauge that is gone, whose takers need another look, or null. */
    @Nullable
    Gauge accepted(long begunNanos) {
        repeats.forgetRefusals();
        SourceRest ended = rest != null && rest.accepted(begunNanos) ? rest : null;
        rest = ended == null ? rest : null;
        return ended;
    }

    @Nullable
    SourceRest rest() {
        return rest;
    }

    boolean isUnused(long nowNanos) {
        boolean rested = rest == null || rest.waiting.isEmpty() && rest.isUnused(nowNanos);
        return rested && repeats.isEmptySince(nowNanos);
    }
}
