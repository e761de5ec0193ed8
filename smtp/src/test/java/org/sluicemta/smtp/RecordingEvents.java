package org.sluicemta.smtp;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.sluicemta.event.AttemptFacts;
import org.sluicemta.event.ClientFacts;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.EventType;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.ReportFacts;
import org.sluicemta.testing.event.Arrivals;

/** An event log in memory. */
final class RecordingEvents implements EventLog {
    final Arrivals<Event> events = new Arrivals<>("events", 20_000);

    @Override
    public Event append(
            EventType type,
            MailFacts mail,
            @Nullable ClientFacts client,
            @Nullable AttemptFacts attempt,
            @Nullable ReportFacts report) {
        Event event = new Event(
                Long.toString(events.total()), type, InstantSource.system().instant(), mail, client, attempt, report);
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
