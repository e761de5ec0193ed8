package org.sluicemta.demo;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventType;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.testing.event.Arrivals;

/** The server's events as they happen. */
final class DemoEvents {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int KEPT = 1000;

    private final Arrivals<Event> events = new Arrivals<>("events", KEPT);

    void add(Event event) {
        events.add(event);
    }

    /** The first event of that type for that recipient, waited for. */
    Event await(EventType type, String recipient) {
        return events.await(isFor(type, recipient), 1, PATIENCE).getFirst();
    }

    List<Event> seen(EventType type, String recipient) {
        return events.matching(isFor(type, recipient));
    }

    private static Predicate<Event> isFor(EventType type, String recipient) {
        EmailAddress address = EmailAddress.parse(recipient);
        return event -> event.type() == type && address.equals(event.mail().recipient());
    }
}
