package org.sluicemta.console.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluicemta.store.suppression.CsvLines;

/** The entries of a request's body, line by line, without holding it. */
interface BulkLines {
    /**
     * @param number of the line, from 1
     * @param members what it says, or null when it cannot be read
     * @param problem why it cannot, or null
     */
    record Line(
            long number,
            @Nullable Map<String, String> members,
            @Nullable String problem) {}

    /** The next line that is not blank, or null at the end. */
    @Nullable
    Line next() throws IOException;

    /** JSON objects, each on a line of its own. */
    static BulkLines ofJson(Reader body) {
        return new JsonLines(new BufferedReader(body));
    }

    /**
     * Comma-separated values whose first line names the columns.
     *
     * @throws IllegalArgumentException when it does not
     */
    static BulkLines ofCsv(Reader body) throws IOException {
        CsvLines lines = new CsvLines(body);
        CsvLines.Row header = lines.next();
        List<String> columns = header == null
                ? List.of()
                : header.fields().stream()
                        .map(name -> name.replace("\uFEFF", "")
                                .strip()
                                .toLowerCase(Locale.ROOT)) // spreadsheets begin with it
                        .toList();
        if (!columns.contains("target") || !SuppressionFields.NAMES.containsAll(columns)) {
            throw new IllegalArgumentException("the first line must name the columns, target and others of "
                    + String.join(
                            ", ", SuppressionFields.NAMES.stream().sorted().toList()) + "; got "
                    + String.join(", ", columns));
        }
        return new CsvRows(lines, columns);
    }

    /** A line is bounded, so that a body without line ends cannot fill the memory. */
    final class JsonLines implements BulkLines {
        private static final int LONGEST = 16 * 1024;

        private final BufferedReader reader;
        private long number;

        private JsonLines(BufferedReader reader) {
            this.reader = reader;
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

        /** False at the end of the body. */
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

    /** Rows with as many fields as there are columns, or fewer. */
    final class CsvRows implements BulkLines {
        private final CsvLines lines;
        private final List<String> columns;

        private CsvRows(CsvLines lines, List<String> columns) {
            this.lines = lines;
            this.columns = columns;
        }

        @Override
        public @Nullable Line next() throws IOException {
            CsvLines.Row row = lines.next();
            while (row != null && isBlank(row)) {
                row = lines.next();
            }
            return row == null ? null : line(row);
        }

        private Line line(CsvLines.Row row) {
            if (row.problem() != null) {
                return new Line(row.line(), null, row.problem());
            }
            if (row.fields().size() > columns.size()) {
                return new Line(
                        row.line(),
                        null,
                        "has " + row.fields().size() + " fields, and there are " + columns.size() + " columns");
            }
            Map<String, String> members = new HashMap<>();
            for (int i = 0; i < row.fields().size(); i++) {
                members.put(columns.get(i), row.fields().get(i));
            }
            return new Line(row.line(), members, null);
        }

        private static boolean isBlank(CsvLines.Row row) {
            return row.problem() == null
                    && row.fields().size() == 1
                    && row.fields().getFirst().isBlank();
        }
    }
}
