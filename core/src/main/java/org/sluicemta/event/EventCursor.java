package org.sluicemta.event;

import java.util.regex.Pattern;

/**
 * A position in the journal, between two events. Written as {@code file:offset}.
 *
 * @param file name of an event file; empty for the very beginning
 * @param offset octets from its start
 */
public record EventCursor(String file, long offset) {
    private static final Pattern FILE_NAME = Pattern.compile("events-\\d{8}-\\d{6}-\\d{3,9}\\.jsonl");

    /** Before the oldest event that is kept. */
    public static final EventCursor BEGINNING = new EventCursor("", 0);

    public EventCursor {
        if (offset < 0 || !file.isEmpty() && !FILE_NAME.matcher(file).matches()) {
            throw new IllegalArgumentException("not a place in the events: \"" + file + ":" + offset + "\"");
        }
    }

    /** Reads what {@link #toString()} wrote. */
    public static EventCursor parse(String text) {
        int colon = text.indexOf(':');
        try {
            return new EventCursor(text.substring(0, Math.max(colon, 0)), Long.parseLong(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a place in the events: \"" + text + "\"", e);
        }
    }

    @Override
    public String toString() {
        return file + ":" + offset;
    }
}
