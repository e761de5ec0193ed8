package org.sluicemta.store.suppression;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads comma-separated values, RFC 4180, record by record: quotes around fields, quotes and line ends within them.
 * Lines may also end in a bare LF or CR. Spreadsheets of some countries separate by semicolons or tabs and begin with a
 * byte order mark; a first line without a comma shows that. The length of a record is bounded, so that a file in another
 * format can't fill the memory.
 */
public final class CsvLines {
    private static final int MAX_RECORD = 64 * 1024;
    private static final int NONE = -2;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader reader;
    private char separator = ',';
    private boolean started;
    private final char[] block = new char[32 * 1024];
    private int filled;
    private int place;
    private int pushedBack = NONE;
    private long line = 1;

    public CsvLines(Reader reader) {
        this.reader = reader;
    }

    /**
     * @param line number of its first line, from 1
     * @param fields unquoted; at least one, which may be empty
     * @param problem why it cannot be used, or null
     */
    public record Row(
            long line, List<String> fields, @Nullable String problem) {}

    /** The next record, or null at the end. */
    @Nullable
    public Row next() throws IOException {
        long first = line;
        int c = read();
        if (c < 0) {
            return null;
        }
        pushedBack = c;
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        int length = 0;
        while (true) {
            int end = readField(field);
            length += field.length() + 1;
            if (field.length() > MAX_RECORD || length > MAX_RECORD || end == '"') {
                skipLine(end);
                return new Row(
                        first, List.of(), end == '"' ? "text after a closing quote, or none closes it" : "too long");
            }
            fields.add(field.toString());
            if (end != separator) {
                return new Row(first, fields, null);
            }
        }
    }

    /** Reads one field; returns what ended it: a separator, LF, -1, or a quote where there must be none. */
    private int readField(StringBuilder field) throws IOException {
        field.setLength(0);
        int c = read();
        if (c == '"') {
            return readQuoted(field);
        }
        while (c != separator && c != '\n' && c >= 0 && field.length() <= MAX_RECORD) {
            field.append((char) c);
            c = read();
        }
        return c;
    }

    private int readQuoted(StringBuilder field) throws IOException {
        while (field.length() <= MAX_RECORD) {
            int c = read();
            if (c < 0) {
                return '"';
            }
            if (c == '"') {
                int after = read();
                if (after != '"') {
                    return after == separator || after == '\n' || after < 0 ? after : '"';
                }
            }
            field.append((char) c);
        }
        return '"';
    }

    private void skipLine(int seen) throws IOException {
        int c = seen;
        while (c != '\n' && c >= 0) {
            c = read();
        }
    }

    /** One character; CR and CR LF come as LF. */
    private int read() throws IOException {
        int c = pushedBack == NONE ? readRaw() : pushedBack;
        boolean isNew = pushedBack == NONE;
        pushedBack = NONE;
        if (c == '\r') {
            int after = readRaw();
            if (after != '\n' && after >= 0) {
                // It is still in the block, because it was read a moment ago.
                place--;
            }
            c = '\n';
        }
        if (c == '\n' && isNew) {
            line++;
        }
        return c;
    }

    private int readRaw() throws IOException {
        if (place == filled) {
            filled = reader.read(block, 0, block.length);
            place = 0;
            if (filled <= 0) {
                filled = 0;
                return -1;
            }
            if (!started) {
                start();
                return readRaw();
            }
        }
        return block[place++];
    }

    private void start() {
        started = true;
        place = block[0] == BYTE_ORDER_MARK ? 1 : 0;
        String first =
                new String(block, place, filled - place).lines().findFirst().orElse("");
        if (first.indexOf(',') < 0) {
            separator = first.indexOf('\t') >= 0 ? '\t' : first.indexOf(';') >= 0 ? ';' : ',';
        }
    }
}
