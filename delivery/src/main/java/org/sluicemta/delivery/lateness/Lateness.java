package org.sluicemta.delivery.lateness;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.queue.broker.QueueCensus;
import org.sluicemta.queue.broker.QueueFacts;
import org.sluicemta.queue.lane.LaneUse;
import org.sluicemta.queue.lane.Pauses;
import org.sluicemta.settings.ServerSettings;

/**
 * Watches that mail keeps moving. It trusts none of the components that move mail. From each queue census it works out
 * how long movable mail has been stalled. Thread-safe.
 */
@Singleton
public final class Lateness {
    private static final Logger LOG = LoggerFactory.getLogger(Lateness.class);

    private final Standstills standstills;
    private final Pauses pauses;
    private final HeldSites sites;
    private final Duration bound;
    private final InstantSource clock;
    private final Set<Kind> announced = EnumSet.noneOf(Kind.class);
    private Map<Kind, Late> latest = Map.of();
    private Instant looked;

    @Inject
    Lateness(
            QueueCensus census,
            Pauses pauses,
            LaneUse use,
            HeldSites sites,
            ServerSettings settings,
            InstantSource clock) {
        this.standstills = new Standstills(use);
        this.pauses = pauses;
        this.sites = sites;
        this.bound = settings.lateAfter();
        this.clock = clock;
        this.looked = clock.instant();
        census.onCount(this::look);
    }

    private synchronized void look(List<QueueFacts> queues) {
        looked = clock.instant();
        HeldSites.Held held = sites.now();
        latest = standstills.look(queues, lane -> pauses.covers(lane) || held.isLimited(lane), held::isBusy, looked);
        for (Kind kind : Kind.values()) {
            announce(kind, of(kind));
        }
    }

    /** Once at the beginning and once at the end. */
    private void announce(Kind kind, Late late) {
        if (late.by().compareTo(bound) <= 0) {
            if (announced.remove(kind)) {
                LOG.info("{} are no longer late", kind.label());
            }
        } else if (announced.add(kind)) {
            LOG.warn(
                    "{} are late: {} has waited for {}. See docs/how-to/when-mail-is-late.md",
                    kind.label(),
                    late.queue(),
                    late.by());
        }
    }

    /** As of the last census. */
    public synchronized Late of(Kind kind) {
        return latest.getOrDefault(kind, Late.NOT);
    }

    /** What has been stalled for too long, as text for an operator. */
    public synchronized Optional<String> fault() {
        Duration unseen = Duration.between(looked, clock.instant());
        if (unseen.compareTo(bound) > 0) {
            return Optional.of("the queues could not be counted for " + unseen);
        }
        return latest.entrySet().stream()
                .filter(late -> late.getValue().by().compareTo(bound) > 0)
                .map(late -> late.getKey().label() + " are late: "
                        + late.getValue().queue() + " has waited for "
                        + late.getValue().by())
                .reduce((one, other) -> one + "; " + other);
    }
}
