package org.sluicemta.store.suppression;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.tenant.TenantId;

/** Maps entries to rows. A scope's missing tenant or stream is an empty text. */
final class SuppressionColumns {
    static final String COLUMNS = "target, tenant, stream, reason, source, evidence, changed_by, created, expires";

    private static final int MAX_EVIDENCE = 1000;
    private static final int MAX_NAME = 200;

    private SuppressionColumns() {}

    static String tenant(SuppressionScope scope) {
        return switch (scope) {
            case SuppressionScope.Global global -> "";
            case SuppressionScope.OfTenant of -> of.tenant().value();
            case SuppressionScope.OfStream of -> of.tenant().value();
        };
    }

    static String stream(SuppressionScope scope) {
        return switch (scope) {
            case SuppressionScope.Global global -> "";
            case SuppressionScope.OfTenant of -> "";
            case SuppressionScope.OfStream of -> of.stream().value();
        };
    }

    static SuppressionScope scope(String tenant, String stream) {
        if (tenant.isEmpty()) {
            return new SuppressionScope.Global();
        }
        TenantId owner = new TenantId(tenant);
        return stream.isEmpty()
                ? new SuppressionScope.OfTenant(owner)
                : new SuppressionScope.OfStream(owner, new StreamId(stream));
    }

    /** Reads the columns of {@link #COLUMNS}, wherever they are in the row. */
    static Suppression read(ResultSet row) throws SQLException {
        long expires = row.getLong("expires");
        Instant end = row.wasNull() ? null : Instant.ofEpochMilli(expires);
        return new Suppression(
                row.getString("target"),
                scope(row.getString("tenant"), row.getString("stream")),
                SuppressionReason.valueOf(row.getString("reason")),
                row.getString("source"),
                row.getString("evidence"),
                row.getString("changed_by"),
                Instant.ofEpochMilli(row.getLong("created")),
                end);
    }

    /** Binds the nine columns from a position on. */
    static void bind(PreparedStatement statement, int first, Suppression entry) throws SQLException {
        bindKey(statement, first, entry);
        statement.setString(first + 3, entry.reason().name());
        statement.setString(first + 4, entry.source());
        statement.setString(first + 5, entry.evidence());
        statement.setString(first + 6, entry.by());
        statement.setLong(first + 7, entry.created().toEpochMilli());
        Instant expires = entry.expires();
        if (expires == null) {
            statement.setNull(first + 8, Types.BIGINT);
        } else {
            statement.setLong(first + 8, expires.toEpochMilli());
        }
    }

    /** Binds target, tenant and stream from a position on. */
    static void bindKey(PreparedStatement statement, int first, Suppression entry) throws SQLException {
        statement.setString(first, entry.target());
        statement.setString(first + 1, tenant(entry.scope()));
        statement.setString(first + 2, stream(entry.scope()));
    }

    /** The entry in storable format: target converted, evidence truncated to fit. */
    static Suppression storable(Suppression entry, SuppressionTargets targets) {
        requireShort("source", entry.source());
        requireShort("by", entry.by());
        return new Suppression(
                targets.parse(entry.target()),
                entry.scope(),
                entry.reason(),
                entry.source(),
                evidence(entry.evidence()),
                entry.by(),
                entry.created(),
                entry.expires());
    }

    /** Evidence quotes remote servers, and PostgreSQL accepts no NUL in text. */
    private static @Nullable String evidence(@Nullable String given) {
        if (given == null) {
            return null;
        }
        String clean = given.replace('\0', ' ');
        return clean.length() <= MAX_EVIDENCE ? clean : clean.substring(0, MAX_EVIDENCE - 1) + "…";
    }

    private static void requireShort(String what, String text) {
        if (text.isEmpty() || text.length() > MAX_NAME || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "suppression: " + what + " must have 1 to " + MAX_NAME + " characters, got \"" + text + "\"");
        }
    }
}
