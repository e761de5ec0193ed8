package org.sluicemta.store.suppression;

import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Entries as comma-separated values, RFC 4180, whose first line names the columns in any order. */
public final class CsvEntryLines implements EntryLines {
    /** What decoding turns invalid UTF-8 into. */
    private static final char REPLACEMENT = '\uFFFD';

    private final CsvLines lines;
    private final List<String> columns;
    private CsvLines.@Nullable Row pushedBack;

    private CsvEntryLines(CsvLines lines, List<String> columns, CsvLines.@Nullable Row pushedBack) {
        this.lines = lines;
        this.columns = columns;
        this.pushedBack = pushedBack;
    }

    /**
     * Of a file. One whose first line names no column {@code target} is a plain list of targets.
     *
     * @throws IllegalArgumentException when it names a column that isn't there, or one twice
     */
    public static CsvEntryLines ofFile(Reader file) throws IOException {
        CsvLines lines = new CsvLines(file);
        CsvLines.Row first = lines.next();
        List<String> names = first == null ? List.of() : names(first);
        if (!names.isEmpty()
                && (names.getFirst().startsWith("{") || names.getFirst().startsWith("["))) {
            throw new IllegalArgumentException("this looks like JSON, and an import is CSV, or a list of one address or"
                    + " domain per line. Columns are: " + String.join(",", EntryFields.ALL));
        }
        return names.contains(EntryFields.TARGET)
                ? new CsvEntryLines(lines, checked(names, EntryFields.ALL), null)
                : new CsvEntryLines(lines, List.of(EntryFields.TARGET), first);
    }

    /**
     * Of a form that must name its columns.
     *
     * @throws IllegalArgumentException when it does not, or names others
     */
    public static CsvEntryLines withHeader(Reader text, List<String> known) throws IOException {
        CsvLines lines = new CsvLines(text);
        CsvLines.Row first = lines.next();
        List<String> names = first == null ? List.of() : names(first);
        if (!names.contains(EntryFields.TARGET)) {
            throw new IllegalArgumentException("the first line must name the columns, target and others of "
                    + String.join(",", known) + "; got " + String.join(",", names));
        }
        return new CsvEntryLines(lines, checked(names, known), null);
    }

    private static List<String> checked(List<String> names, List<String> known) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!known.contains(name) || !seen.add(name)) {
                throw new IllegalArgumentException("the first line names a column \"" + name
                        + "\" that is unknown or there twice. Columns are: " + String.join(",", known));
            }
        }
        return names;
    }

    private static List<String> names(CsvLines.Row row) {
        return row.fields().stream()
                .map(field -> field.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    @Override
    public @Nullable Line next() throws IOException {
        CsvLines.Row row = nextRow();
        while (row != null && isBlank(row)) {
            row = nextRow();
        }
        return row == null ? null : line(row);
    }

    private CsvLines.@Nullable Row nextRow() throws IOException {
        CsvLines.Row first = pushedBack;
        pushedBack = null;
        return first != null ? first : lines.next();
    }

    private Line line(CsvLines.Row row) {
        if (row.problem() != null) {
            return new Line(row.line(), null, row.problem());
        }
        List<String> values = row.fields();
        if (values.size() > columns.size()) {
            return new Line(
                    row.line(),
                    null,
                    values.size() + " fields where there "
                            + (columns.size() == 1 ? "is 1 column" : "are " + columns.size() + " columns")
                            + "; quote those with separators in them");
        }
        if (values.stream().anyMatch(value -> value.indexOf(REPLACEMENT) >= 0)) {
            return new Line(row.line(), null, "not UTF-8; convert the file, as with: iconv -f ISO-8859-1 -t UTF-8");
        }
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            fields.put(columns.get(i), i < values.size() ? values.get(i) : "");
        }
        return new Line(row.line(), fields, null);
    }

    private static boolean isBlank(CsvLines.Row row) {
        return row.problem() == null
                && row.fields().size() == 1
                && row.fields().getFirst().isBlank();
    }
}
