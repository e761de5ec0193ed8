package org.sluicemta.queue.lane;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.inject.Singleton;
import org.sluicemta.lane.LaneName;

/** What this node has taken out of each lane and not yet settled, and when it last took something. Thread-safe. */
@Singleton
public final class LaneUse {
    private final ConcurrentHashMap<LaneName, Use> uses = new ConcurrentHashMap<>();

    private record Use(int inFlight, Instant lastTaken) {}

    public void taken(LaneName lane, Instant now) {
        uses.compute(lane, (key, use) -> new Use(use == null ? 1 : use.inFlight() + 1, now));
    }

    public void settled(LaneName lane) {
        uses.computeIfPresent(lane, (key, use) -> new Use(use.inFlight() - 1, use.lastTaken()));
    }

    public int inFlight(LaneName lane) {
        Use use = uses.get(lane);
        return use == null ? 0 : use.inFlight();
    }

    public Optional<Instant> lastTaken(LaneName lane) {
        return Optional.ofNullable(uses.get(lane)).map(Use::lastTaken);
    }

    /** Drops lanes that no longer exist. */
    public void keep(Set<LaneName> lanes) {
        uses.forEach((lane, use) -> {
            if (use.inFlight() == 0 && !lanes.contains(lane)) {
                uses.remove(lane, use);
            }
        });
    }
}
