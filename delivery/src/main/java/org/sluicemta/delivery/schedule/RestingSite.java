package org.sluicemta.delivery.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluicemta.lane.LaneName;

/**
 * Whether a site has refused for a while with nothing of it in flight: its servers are down, or its limit is less than a
 * message a second. Nothing is consumed from its lanes then, so that their mail stays in the broker and not in memory, where
 * the mail of a thousand such sites has no room. Used by the scheduler's thread only.
 */
final class RestingSite {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Set<LaneName> lanes = new LinkedHashSet<>();
    private @Nullable Instant refusedSince;

    /** No slot, and nothing in flight whose end would bring one. */
    void refused(Instant now) {
        if (refusedSince == null) {
            refusedSince = now;
        }
    }

    /** It took a message. */
    void accepted() {
        refusedSince = null;
    }

    /** Whether it refuses and has lanes open. */
    boolean isRefusing() {
        return refusedSince != null && lanes.isEmpty();
    }

    boolean isDue(Instant now) {
        Instant since = refusedSince;
        return since != null && !since.plus(PATIENCE).isAfter(now);
    }

    boolean isResting() {
        return !lanes.isEmpty();
    }

    /** A lane with mail waits until the site may take some. */
    void add(LaneName lane) {
        lanes.add(lane);
    }

    /** The lanes to be opened again. */
    List<LaneName> end() {
        List<LaneName> all = List.copyOf(lanes);
        lanes.clear();
        refusedSince = null;
        return all;
    }
}
