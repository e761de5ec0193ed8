package org.sluicemta.delivery.drain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sluicemta.queue.lane.TimeSlots;

/**
 * Time slots that hold mail, and when each is due to be drained: at its time, or after a failure with its own back-off,
 * so that one failing slot never delays the others. Thread-safe.
 *
 * <p>A slot being drained has been removed; mail that arrives in the meantime adds it again.
 */
final class DueSlots {
    static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
    static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

    private final Map<String, Slot> slots = new HashMap<>();
    private final Map<String, Duration> backOffs = new HashMap<>();

    /** @param wanted when it is due: at its time, or later after a failure */
    private record Slot(String queue, Instant wanted) {}

    /** Mail is in a slot. True if the slot wasn't known; false also for a queue that isn't a slot. */
    synchronized boolean add(String queue) {
        return TimeSlots.due(queue)
                .filter(due -> slots.putIfAbsent(queue, new Slot(queue, due)) == null)
                .isPresent();
    }

    /** The slot to drain now; {@link #drained} or {@link #failed} must follow. */
    synchronized Optional<String> take(Instant now) {
        Optional<Slot> next = slots.values().stream()
                .filter(slot -> !slot.wanted().isAfter(now))
                .min(Comparator.comparing(Slot::wanted));
        next.ifPresent(slot -> slots.remove(slot.queue()));
        return next.map(Slot::queue);
    }

    /** The slot is empty. */
    synchronized void drained(String queue) {
        backOffs.remove(queue);
    }

    /** It still has mail: it is retried after a pause that doubles each time. */
    synchronized void failed(String queue, Instant now) {
        Duration pause = backOffs.getOrDefault(queue, FIRST_BACK_OFF);
        Duration twice = pause.multipliedBy(2);
        backOffs.put(queue, twice.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : twice);
        slots.put(queue, new Slot(queue, now.plus(pause)));
    }

    /** When the next slot is due. */
    synchronized Optional<Instant> next() {
        return slots.values().stream().map(Slot::wanted).min(Comparator.naturalOrder());
    }
}
