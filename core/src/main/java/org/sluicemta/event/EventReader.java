package org.sluicemta.event;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads events from a position on, in this process or another. Thread-safe. */
public interface EventReader {
    /**
     * The events read, and the position after them.
     *
     * @param lines JSON lines, {@link EventReader#parse} reads them
     * @param gap whether events between the position asked for and these may have been deleted
     */
    record Page(List<String> lines, EventCursor next, boolean gap) {
        public Page {
            lines = List.copyOf(lines);
        }
    }

    /** The position after the last event written so far. */
    EventCursor end() throws IOException;

    /** A position before every event of an instant or later, as far as they are kept. */
    EventCursor placeBefore(Instant instant) throws IOException;

    /** Up to this many events from a position on; none when there are no new ones. */
    default Page read(EventCursor from, int limit) throws IOException {
        return read(from, limit, EnumSet.allOf(EventType.class));
    }

    /** Up to this many events of these types. */
    Page read(EventCursor from, int limit, Set<EventType> types) throws IOException;

    /** Parses a line. Throws IllegalArgumentException with the start of the line when it isn't an event. */
    Event parse(String line);

    /** The event of a line; empty if the line is damaged, or of another version. */
    default Optional<Event> find(String line) {
        try {
            return Optional.of(parse(line));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
