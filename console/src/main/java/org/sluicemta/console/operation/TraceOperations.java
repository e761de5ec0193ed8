package org.sluicemta.console.operation;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.event.EventCursor;
import org.sluicemta.event.EventQuery;
import org.sluicemta.event.EventReader;
import org.sluicemta.event.EventSearch;
import org.sluicemta.event.QueryTerm;
import org.sluicemta.event.SearchState;
import org.sluicemta.mail.MessageId;

/** What happened to messages, as far as their events are kept. */
public final class TraceOperations {
    /** A message to a hundred thousand recipients has more; ask for one of them. */
    private static final int MOST_STEPS = 1_000;

    private static final int MOST_MESSAGES = 100;
    private static final int MOST_EVENTS = 1_000;

    private final EventSearch search;
    private final EventReader journal;

    @Inject
    public TraceOperations(EventSearch search, EventReader journal) {
        this.search = search;
        this.journal = journal;
    }

    /**
     * Every step of a message, or of the messages to a recipient.
     *
     * @param what an id of a message, its Message-ID field with or without brackets, or the address of a recipient
     * @param page {@link TracePage#next} of the page before; null for the first
     */
    public TracePage trace(String what, int limit, @Nullable String page) {
        require(limit, MOST_MESSAGES);
        Optional<MessageId> id = id(what);
        if (id.isPresent()) {
            MessageTrace trace = reading(() -> trace(id.get(), null));
            return new TracePage(trace.events().isEmpty() ? List.of() : List.of(trace), Optional.empty());
        }
        if (what.indexOf('@') < 0) {
            throw new IllegalArgumentException(
                    "give the id of a message, such as 06DRZ6S8G0000, its Message-ID field, or the address of a recipient,"
                            + " got \"" + what
                            + "\"");
        }
        MessageId before = page == null ? null : MessageId.parse(page);
        return reading(() -> {
            TracePage named = traces(QueryTerm.MESSAGE_ID, what, limit, before);
            return named.messages().isEmpty() ? traces(QueryTerm.RECIPIENT, what, limit, before) : named;
        });
    }

    private TracePage traces(QueryTerm term, String value, int limit, @Nullable MessageId before) throws IOException {
        EventSearch.FoundMessages found = search.messages(List.of(EventQuery.of(term, value)), limit, before);
        String address = term == QueryTerm.RECIPIENT ? value : null;
        List<MessageTrace> traces = new ArrayList<>();
        for (MessageId id : found.ids()) {
            traces.add(trace(id, address));
        }
        return new TracePage(
                traces, found.more() ? Optional.of(found.ids().getLast().toString()) : Optional.empty());
    }

    private MessageTrace trace(MessageId id, @Nullable String recipient) throws IOException {
        List<String> events = search.history(id, recipient, MOST_STEPS + 1);
        boolean cut = events.size() > MOST_STEPS;
        return new MessageTrace(id, cut ? events.subList(0, MOST_STEPS) : events, cut);
    }

    /** Events of a query, the newest first. */
    public EventSearch.Found find(EventQuery query, int limit, @Nullable String page) {
        require(limit, MOST_EVENTS);
        return reading(() -> search.find(query, limit, page));
    }

    /** How far the index has got. */
    public SearchState state() {
        return search.state();
    }

    /** The journal from a place on: events of a query among the next so many. */
    public EventReader.Page read(EventCursor from, int limit, EventQuery query) {
        require(limit, MOST_EVENTS);
        return reading(() -> {
            EventReader.Page page = journal.read(from, limit);
            List<String> wanted = query.equals(EventQuery.ALL)
                    ? page.lines()
                    : page.lines().stream()
                            .filter(line ->
                                    journal.find(line).filter(query::matches).isPresent())
                            .toList();
            return new EventReader.Page(wanted, page.next(), page.gap());
        });
    }

    /** The place after the last event. */
    public EventCursor end() {
        return reading(journal::end);
    }

    /** A place before every event of an instant or later, as far as they are kept. */
    public EventCursor placeBefore(Instant instant) {
        return reading(() -> journal.placeBefore(instant));
    }

    private static Optional<MessageId> id(String what) {
        try {
            return Optional.of(MessageId.parse(what));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void require(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new IllegalArgumentException("limit must be 1 to " + most + ", got " + limit);
        }
    }

    private interface Reading<T> {
        T run() throws IOException;
    }

    private static <T> T reading(Reading<T> reading) {
        try {
            return reading.run();
        } catch (IOException e) {
            throw OperationProblem.storage("the events cannot be read: " + e.getMessage(), e);
        }
    }
}
