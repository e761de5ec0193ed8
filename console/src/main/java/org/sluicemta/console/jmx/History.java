package org.sluicemta.console.jmx;

import java.time.Instant;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.operation.TraceOperations;
import org.sluicemta.console.operation.TracePage;
import org.sluicemta.event.EventCursor;
import org.sluicemta.event.EventQuery;
import org.sluicemta.event.EventReader;
import org.sluicemta.event.EventSearch;

/** The history of messages as a bean. */
public final class History implements HistoryMXBean {
    private final TraceOperations operations;

    @Inject
    public History(TraceOperations operations) {
        this.operations = operations;
    }

    @Override
    public TraceRows trace(String what, int limit, @Nullable String page) {
        TracePage found = operations.trace(what, limit, page);
        return new TraceRows(
                found.messages().stream()
                        .map(trace -> new TraceRow(trace.id().toString(), trace.events(), trace.cut()))
                        .toList(),
                found.next().orElse(""));
    }

    @Override
    public EventRows find(
            String query, @Nullable String since, @Nullable String until, int limit, @Nullable String page) {
        EventQuery wanted = EventQuery.parse(query).within(instant("since", since), instant("until", until));
        EventSearch.Found found = operations.find(wanted, limit, page);
        return new EventRows(found.lines(), found.next().orElse(""), false);
    }

    private static @Nullable Instant instant(String name, @Nullable String text) {
        return text == null ? null : InstantText.parse(name, text);
    }

    @Override
    public EventRows read(String from, int limit, String query, @Nullable String since) {
        EventQuery wanted = EventQuery.parse(query).within(instant("since", since), null);
        EventReader.Page page = operations.read(EventCursor.parse(from), limit, wanted);
        return new EventRows(page.lines(), page.next().toString(), page.gap());
    }

    @Override
    public String placeBefore(String time) {
        return operations.placeBefore(InstantText.parse("time", time)).toString();
    }

    @Override
    public String getEnd() {
        return operations.end().toString();
    }

    @Override
    public long getIndexLagEvents() {
        return operations.state().lagEvents();
    }

    @Override
    public double getIndexLagSeconds() {
        return operations.state().lag().toMillis() / 1000.0;
    }

    @Override
    public long getIndexBytes() {
        return operations.state().octets();
    }

    @Override
    public String getIndexFault() {
        return operations.state().fault().orElse("");
    }
}
