package org.sluicemta.smtp;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.EventType;
import org.sluicemta.event.Occurrence;
import org.sluicemta.testing.event.Arrivals;

/** An event log in memory. */
final class RecordingEvents implements EventLog {
    final Arrivals<Event> events = new Arrivals<>("events", 20_000);

    @Override
    public Event append(Occurrence what) {
        Event event =
                new Event(Long.toString(events.total()), InstantSource.system().instant(), what);
        events.add(event);
        return event;
    }

    @Override
    public CompletionStage<Void> flushed() {
        return CompletableFuture.completedFuture(null);
    }

    long count(EventType type) {
        return events.matching(event -> event.type() == type).size();
    }
}
