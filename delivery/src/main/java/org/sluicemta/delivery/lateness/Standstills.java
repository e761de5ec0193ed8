package org.sluicemta.delivery.lateness;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.broker.QueueFacts;
import org.sluicemta.queue.lane.LaneUse;
import org.sluicemta.queue.lane.TimeSlots;

/** Finds stalled queues by comparing one census with the next. Not thread-safe. */
final class Standstills {
    private final LaneUse use;
    private final Map<String, Standstill> queues = new HashMap<>();

    Standstills(LaneUse use) {
        this.use = use;
    }

    /**
     * @param paused whether an operator holds a lane
     * @param held whether a lane's site can't accept mail at the moment
     */
    Map<Kind, Late> look(List<QueueFacts> census, Predicate<LaneName> paused, Predicate<LaneName> held, Instant now) {
        Map<Kind, Late> found = new EnumMap<>(Kind.class);
        Set<String> waiting = new HashSet<>();
        Set<LaneName> lanes = new HashSet<>();
        for (QueueFacts queue : census) {
            Optional<LaneName> lane = LaneName.parse(queue.name());
            lane.ifPresent(lanes::add);
            if (lane.isPresent() ? isWaiting(queue, lane.get(), paused) : queue.depth() > 0) {
                waiting.add(queue.name());
                found.merge(kind(queue, lane), late(queue, lane, held, now), Late::or);
            }
        }
        queues.keySet().retainAll(waiting);
        use.keep(lanes);
        return found;
    }

    /** Whether it has mail that is neither being delivered nor held by an operator. */
    private boolean isWaiting(QueueFacts queue, LaneName lane, Predicate<LaneName> paused) {
        return queue.depth() > use.inFlight(lane) && !queue.paused() && !paused.test(lane);
    }

    private static Kind kind(QueueFacts queue, Optional<LaneName> lane) {
        if (lane.isPresent()) {
            return Kind.LANES;
        }
        return TimeSlots.due(queue.name()).isPresent() ? Kind.RETRIES : Kind.QUEUES;
    }

    private Late late(QueueFacts queue, Optional<LaneName> lane, Predicate<LaneName> held, Instant now) {
        Duration by = TimeSlots.due(queue.name())
                .map(due -> Duration.between(due, now))
                .orElseGet(() -> standstill(queue, lane, held, now).length(now));
        return by.isPositive() ? new Late(by, queue.name()) : Late.NOT;
    }

    private Standstill standstill(QueueFacts queue, Optional<LaneName> lane, Predicate<LaneName> held, Instant now) {
        Standstill standstill = queues.computeIfAbsent(queue.name(), name -> new Standstill(now, queue.acknowledged()));
        standstill.counted(queue.acknowledged(), now);
        lane.flatMap(use::lastTaken).ifPresent(standstill::moved);
        if (lane.filter(held).isPresent()) {
            standstill.held(now);
        } else {
            standstill.free();
        }
        return standstill;
    }
}
