package org.sluicemta.console.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import org.sluicemta.store.suppression.EntryLines;

/**
 * Entries as JSON objects, one per line. The length of a line is bounded, so a body without line ends can't fill the
 * memory.
 */
final class JsonEntryLines implements EntryLines {
    private static final int LONGEST = 16 * 1024;

    private final BufferedReader reader;
    private long number;

    JsonEntryLines(Reader body) {
        this.reader = new BufferedReader(body);
    }

    @Override
    public @Nullable Line next() throws IOException {
        StringBuilder text = new StringBuilder();
        boolean more = true;
        while (more && text.toString().isBlank()) {
            text.setLength(0);
            more = read(text);
        }
        if (text.toString().isBlank()) {
            return null;
        }
        if (text.length() >= LONGEST) {
            return new Line(number, null, "longer than " + LONGEST + " characters");
        }
        try {
            return new Line(number, ApiJson.members(text.toString()), null);
        } catch (IllegalArgumentException e) {
            return new Line(number, null, e.getMessage());
        }
    }

    /** Returns false at the end of the body. */
    private boolean read(StringBuilder text) throws IOException {
        number++;
        int c = reader.read();
        while (c >= 0 && c != '\n') {
            if (text.length() < LONGEST) {
                text.append((char) c);
            }
            c = reader.read();
        }
        return c >= 0;
    }
}
