package org.sluicemta.store.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.config.PlainText;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.database.OldRows;

/** The audit entries in the database. They can be added, read, and deleted only by age. Thread-safe. */
public final class AuditTrail {
    /** The longest page. */
    public static final int MOST = 1_000;

    private static final String COLUMNS =
            "happened, actor, origin, face, verb, subject, state_before, state_after, outcome";

    private final Database database;

    public AuditTrail(Database database) {
        this.database = database;
    }

    /** On disk when it returns. */
    public void add(AuditEntry entry) {
        database.useHandle(handle -> handle.execute(
                "INSERT INTO audit (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                entry.at().toEpochMilli(),
                fitting(entry.by(), 200),
                fitting(entry.from(), 100),
                fitting(entry.face(), 10),
                fitting(entry.verb(), 40),
                fitting(entry.subject(), 400),
                fitting(entry.before(), 1_000),
                fitting(entry.after(), 1_000),
                fitting(entry.result(), 1_000)));
    }

    /** Text from clients is shown on terminals, and PostgreSQL accepts no NUL. Never splits a surrogate pair. */
    private static String fitting(String text, int most) {
        String plain = PlainText.of(text);
        if (plain.length() <= most) {
            return plain;
        }
        int end = most - 1;
        return plain.substring(0, Character.isHighSurrogate(plain.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /**
     * Newest first.
     *
     * @param before the last id of the previous page; null for the first page
     * @param limit 1 to {@link #MOST}
     */
    public List<StoredAuditEntry> page(AuditFilter filter, @Nullable Long before, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit must be 1 to " + MOST + ", got " + limit);
        }
        Instant since = filter.since();
        String by = filter.by();
        String verb = filter.verb();
        return database.withHandle(handle -> handle.createQuery("SELECT id, " + COLUMNS
                        + " FROM audit WHERE id < ? AND happened >= ? AND (? = '' OR actor = ?)"
                        + " AND (? = '' OR verb = ? OR verb LIKE ?) ORDER BY id DESC FETCH FIRST " + limit
                        + " ROWS ONLY")
                .bind(0, before == null ? Long.MAX_VALUE : before)
                .bind(1, since == null ? 0 : since.toEpochMilli())
                .bind(2, by == null ? "" : by)
                .bind(3, by == null ? "" : by)
                .bind(4, verb == null ? "" : verb)
                .bind(5, verb == null ? "" : verb)
                .bind(6, ofNoun(verb))
                .map((row, context) -> read(row))
                .list());
    }

    /** Verbs contain no wildcards themselves. */
    private static String ofNoun(@Nullable String noun) {
        return noun == null ? "" : noun.replace("%", "").replace("_", "") + " %";
    }

    /** Deletes older entries. */
    public long prune(Instant oldest) {
        return OldRows.byIndex(database, "audit", "happened", "audit_by_time").deleteBelow(oldest.toEpochMilli());
    }

    private static StoredAuditEntry read(ResultSet row) throws SQLException {
        return new StoredAuditEntry(
                row.getLong(1),
                new AuditEntry(
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10)));
    }
}
