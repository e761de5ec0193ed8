package org.sluicemta.delivery.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sluicemta.delivery.RecordedEvents;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventType;

/** What became of each recipient of each message, over all restarts. */
final class Accounts {
    private static final Set<EventType> OUTCOMES = Set.of(
            EventType.DELIVERED, EventType.BOUNCED, EventType.EXPIRED, EventType.CANCELLED, EventType.SUPPRESSED);

    private final List<RecordedEvents> logs = new ArrayList<>();

    /** A server that begins. */
    void add(RecordedEvents log) {
        logs.add(log);
    }

    private static String account(Event event) {
        return event.mail().messageId() + " " + event.mail().recipient();
    }

    /** Everything that was queued has one outcome, and nothing else has any. */
    Map<EventType, Integer> settle() {
        Map<String, List<EventType>> outcomes = new HashMap<>();
        Set<String> queued = new TreeSet<>();
        Map<EventType, Integer> counts = new EnumMap<>(EventType.class);
        for (RecordedEvents log : logs) {
            log.of(EventType.QUEUED).forEach(event -> queued.add(account(event)));
            for (EventType type : EventType.values()) {
                List<Event> events = log.of(type);
                counts.merge(type, events.size(), Integer::sum);
                if (OUTCOMES.contains(type)) {
                    events.forEach(event -> outcomes.computeIfAbsent(account(event), key -> new ArrayList<>())
                            .add(type));
                }
            }
        }
        Set<String> without = new TreeSet<>(queued);
        without.removeAll(outcomes.keySet());
        assertThat(without).as("mail without an outcome").isEmpty();
        assertThat(queued).as("mail that was queued").containsAll(outcomes.keySet());
        assertThat(outcomes)
                .as("outcomes of a recipient")
                .allSatisfy((mail, types) -> assertThat(types).hasSize(1));
        return counts;
    }
}
