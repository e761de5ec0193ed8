package org.sluicemta.delivery.drain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sluicemta.queue.lane.TimeSlots;

/**
 * Time slots that hold mail, and when each is to be drained: at its time, and after a failure by a back-off of its own, so
 * that one that fails never holds up the others. Thread-safe.
 *
 * <p>A slot that is being drained has been taken out; mail that comes into it meanwhile puts it back.
 */
final class DueSlots {
    static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
    static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

    private final Map<String, Slot> slots = new HashMap<>();
    private final Map<String, Duration> backOffs = new HashMap<>();

    /** @param wanted when it is to be drained: at its time, or later after a failure */
    private record Slot(String queue, Instant wanted) {}

    /** Mail is in a slot. True when that was news; false too for a queue that is no slot. */
    synchronized boolean add(String queue) {
        return TimeSlots.due(queue)
                .filter(due -> slots.putIfAbsent(queue, new Slot(queue, due)) == null)
                .isPresent();
    }

    /** The slot to drain now; then {@link #drained} or {@link #failed}. */
    synchronized Optional<String> take(Instant now) {
        Optional<Slot> next = slots.values().stream()
                .filter(slot -> !slot.wanted().isAfter(now))
                .min(Comparator.comparing(Slot::wanted));
        next.ifPresent(slot -> slots.remove(slot.queue()));
        return next.map(Slot::queue);
    }

    /** Nothing was left in it. */
    synchronized void drained(String queue) {
        backOffs.remove(queue);
    }

    /** It holds mail still: it is tried again after a pause, which doubles each time. */
    synchronized void failed(String queue, Instant now) {
        Duration pause = backOffs.getOrDefault(queue, FIRST_BACK_OFF);
        Duration twice = pause.multipliedBy(2);
        backOffs.put(queue, twice.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : twice);
        slots.put(queue, new Slot(queue, now.plus(pause)));
    }

    /** When there will be a slot to drain. */
    synchronized Optional<Instant> next() {
        return slots.values().stream().map(Slot::wanted).min(Comparator.naturalOrder());
    }
}
