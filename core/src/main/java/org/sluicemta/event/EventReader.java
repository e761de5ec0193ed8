package org.sluicemta.event;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads events again, from a place on, in this process or another. Thread-safe. */
public interface EventReader {
    /**
     * Events read and the place after them.
     *
     * @param lines JSON lines, {@link EventReader#parse} reads them
     * @param gap whether events before these may have been deleted since the place that was asked for
     */
    record Page(List<String> lines, EventCursor next, boolean gap) {
        public Page {
            lines = List.copyOf(lines);
        }
    }

    /** The place after the last event written so far. */
    EventCursor end() throws IOException;

    /** A place before every event of an instant or later, as far as they are kept. */
    EventCursor placeBefore(Instant instant) throws IOException;

    /** Up to so many events from a place on; none when there is nothing new. */
    default Page read(EventCursor from, int limit) throws IOException {
        return read(from, limit, EnumSet.allOf(EventType.class));
    }

    /** The same, of these types only. */
    Page read(EventCursor from, int limit, Set<EventType> types) throws IOException;

    /** Reads a line. Throws IllegalArgumentException, with the line's start, when it isn't an event. */
    Event parse(String line);
}
