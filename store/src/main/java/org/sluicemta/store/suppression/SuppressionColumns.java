package org.sluicemta.store.suppression;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.tenant.TenantId;

/**
 * The columns of a suppression file. The first line may name them, in any order; without one the only column is the
 * target, so a plain list of addresses is a file too.
 */
final class SuppressionColumns {
    private enum Column {
        TARGET,
        TENANT,
        STREAM,
        REASON,
        SOURCE,
        EVIDENCE,
        BY,
        CREATED,
        EXPIRES;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final List<String> NAMES =
            Arrays.stream(Column.values()).map(Column::label).toList();

    private final Map<Column, Integer> places;

    private SuppressionColumns(Map<Column, Integer> places) {
        this.places = places;
    }

    /** When the record names no target column it is not a header, and null is returned. */
    static @Nullable SuppressionColumns ofHeader(List<String> fields) {
        if (fields.stream().noneMatch(field -> name(field).equals(Column.TARGET.label()))) {
            return null;
        }
        Map<Column, Integer> places = new EnumMap<>(Column.class);
        for (int i = 0; i < fields.size(); i++) {
            int column = NAMES.indexOf(name(fields.get(i)));
            if (column < 0 || places.put(Column.values()[column], i) != null) {
                throw new IllegalArgumentException("the first line names a column \"" + fields.get(i)
                        + "\" that is unknown or there twice. Columns are: " + String.join(",", NAMES));
            }
        }
        return new SuppressionColumns(places);
    }

    static SuppressionColumns targetOnly() {
        return new SuppressionColumns(new EnumMap<>(Map.of(Column.TARGET, 0)));
    }

    /** A byte order mark may stand before the first name. */
    private static String name(String field) {
        String bare = field.startsWith("\uFEFF") ? field.substring(1) : field;
        return bare.strip().toLowerCase(Locale.ROOT);
    }

    /** Throws IllegalArgumentException that says what is wrong with the line. */
    Suppression entry(List<String> fields, ImportSettings settings, Instant now) {
        if (fields.size() > places.size()) {
            throw new IllegalArgumentException(
                    fields.size() + " fields where there are " + places.size() + " columns; quote those with commas");
        }
        String reason = field(fields, Column.REASON);
        boolean origin = settings.keepOrigin();
        String source = origin ? field(fields, Column.SOURCE) : "";
        String by = origin ? field(fields, Column.BY) : "";
        Instant created = origin ? time(fields, Column.CREATED) : null;
        String evidence = field(fields, Column.EVIDENCE);
        return new Suppression(
                SuppressionTargets.requireTarget(field(fields, Column.TARGET)),
                scope(fields, settings),
                reason.isEmpty() ? settings.reason() : SuppressionReason.parse(reason),
                source.isEmpty() ? settings.source() : source,
                evidence.isEmpty() ? null : evidence,
                by.isEmpty() ? settings.by() : by,
                created == null ? now : created,
                time(fields, Column.EXPIRES));
    }

    private SuppressionScope scope(List<String> fields, ImportSettings settings) {
        if (!places.containsKey(Column.TENANT)) {
            return settings.scope();
        }
        String tenant = field(fields, Column.TENANT);
        String stream = field(fields, Column.STREAM);
        if (tenant.isEmpty()) {
            if (!stream.isEmpty()) {
                throw new IllegalArgumentException("stream \"" + stream + "\" without a tenant");
            }
            return new SuppressionScope.Global();
        }
        return stream.isEmpty()
                ? new SuppressionScope.OfTenant(new TenantId(tenant))
                : new SuppressionScope.OfStream(new TenantId(tenant), new StreamId(stream));
    }

    private @Nullable Instant time(List<String> fields, Column column) {
        String text = field(fields, column);
        try {
            // The table keeps milliseconds; a year that these do not reach is refused here, with its line.
            return text.isEmpty()
                    ? null
                    : Instant.ofEpochMilli(Instant.parse(text).toEpochMilli());
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    column.label() + " must look like 2026-11-22T12:00:00Z, got \"" + text + "\"", e);
        }
    }

    private String field(List<String> fields, Column column) {
        Integer place = places.get(column);
        return place == null || place >= fields.size() ? "" : fields.get(place).strip();
    }
}
