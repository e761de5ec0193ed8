package org.sluicemta.store.suppression;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionList;

/** Writes the whole list as comma-separated values (RFC 4180) that {@link SuppressionImport} reads. */
public final class SuppressionExport {
    private final Entries entries;

    public SuppressionExport(SuppressionList list) {
        this(list::forEach);
    }

    /** Of entries from elsewhere. */
    public SuppressionExport(Entries entries) {
        this.entries = entries;
    }

    /** Passes every entry, in order of target. */
    public interface Entries {
        void forEach(Consumer<Suppression> consumer);
    }

    /** Returns the number of entries. Doesn't keep them all in memory. */
    public long write(Appendable out) throws IOException {
        long[] count = new long[1];
        try {
            line(out, EntryFields.ALL);
            entries.forEach(entry -> {
                line(out, fields(entry));
                count[0]++;
            });
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e.getCause());
        }
        return count[0];
    }

    private static List<String> fields(Suppression entry) {
        return Stream.of(
                        entry.target(),
                        SuppressionColumns.tenant(entry.scope()),
                        SuppressionColumns.stream(entry.scope()),
                        entry.reason().word(),
                        entry.source(),
                        entry.evidence(),
                        entry.by(),
                        entry.created().toString(),
                        time(entry.expires()))
                .map(field -> Objects.requireNonNullElse(field, ""))
                .toList();
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static void line(Appendable out, List<String> fields) {
        try {
            out.append(fields.stream().map(SuppressionExport::quoted).collect(Collectors.joining(",", "", "\r\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RFC 4180 section 2, rules 6 and 7. */
    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
