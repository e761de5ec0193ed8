package org.sluicemta.store.suppression;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.sluicemta.store.database.Dialect;
import org.sluicemta.store.suppression.SuppressionChange.Action;
import org.sluicemta.suppression.Suppression;

/** The statements on the change history. */
final class SuppressionChanges {
    private static final String COLUMNS = "happened, action, changed_by, target, tenant, stream, reason, source,"
            + " evidence, entry_by, created, expires, import_source";
    private static final String SELECT = "SELECT id, happened, action, changed_by AS actor, target, tenant, stream,"
            + " reason, source, evidence, entry_by AS changed_by, created, expires, import_source FROM suppression_change ";

    private SuppressionChanges() {}

    static void write(Handle handle, Instant at, Action action, String by, Collection<Suppression> entries) {
        write(handle, at, action, by, null, entries);
    }

    /** @param importSource the import of entries that kept a source of their own, or null */
    static void write(
            Handle handle,
            Instant at,
            Action action,
            String by,
            @Nullable String importSource,
            Collection<Suppression> entries) {
        SuppressionTable.batch(
                handle,
                "INSERT INTO suppression_change (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                entries,
                (statement, entry) -> {
                    bind(statement, at, action, by, entry);
                    statement.setString(13, importSource);
                });
    }

    private static void bind(PreparedStatement statement, Instant at, Action action, String by, Suppression entry)
            throws SQLException {
        statement.setLong(1, at.toEpochMilli());
        statement.setString(2, action.name());
        statement.setString(3, by);
        SuppressionColumns.bind(statement, 4, entry);
    }

    /** Changes of one target, newest first. */
    static List<SuppressionChange> of(Handle handle, String target, int limit) {
        return handle.createQuery(SELECT + "WHERE target = ? ORDER BY id DESC FETCH FIRST " + limit + " ROWS ONLY")
                .bind(0, target)
                .map((row, context) -> read(row))
                .list();
    }

    /** Changes after an id, oldest first. */
    static List<SuppressionChange> after(Handle handle, long id, int limit) {
        return handle.createQuery(SELECT + "WHERE id > ? ORDER BY id FETCH FIRST " + limit + " ROWS ONLY")
                .bind(0, id)
                .map((row, context) -> read(row))
                .list();
    }

    /** What a restoring import wrote in a period, after an id, oldest first. Scans the whole history. */
    static List<SuppressionChange> broughtBy(
            Handle handle, String importSource, Instant from, Instant to, long id, int limit) {
        return handle.createQuery(SELECT + "WHERE id > ? AND import_source = ? AND happened >= ? AND happened < ?"
                        + " ORDER BY id FETCH FIRST " + limit + " ROWS ONLY")
                .bind(0, id)
                .bind(1, importSource)
                .bind(2, from.toEpochMilli())
                .bind(3, to.toEpochMilli())
                .map((row, context) -> read(row))
                .list();
    }

    /** Targets of a range of which an entry was replaced. */
    static Set<String> replacedBetween(Handle handle, String first, String last) {
        return handle.createQuery("SELECT DISTINCT target FROM "
                        + Dialect.of(handle).byIndex("suppression_change", "suppression_change_by_target")
                        + " WHERE target >= ? AND target <= ? AND action = 'REPLACED'")
                .bind(0, first)
                .bind(1, last)
                .mapTo(String.class)
                .set();
    }

    static long lastId(Handle handle) {
        return handle.createQuery("SELECT COALESCE(MAX(id), 0) FROM suppression_change")
                .mapTo(Long.class)
                .one();
    }

    /** Targets of changes after an id. */
    static void targetsAfter(Handle handle, long id, Consumer<String> targets) {
        handle.createQuery("SELECT target FROM suppression_change WHERE id > ?")
                .bind(0, id)
                .mapTo(String.class)
                .useIterator(rows -> rows.forEachRemaining(targets));
    }

    /** Batches of imports after an id. */
    static List<ImportedBatch> importsAfter(Handle handle, long id) {
        return handle.createQuery(
                        "SELECT id, target, evidence FROM suppression_change WHERE id > ? AND action = 'IMPORTED'")
                .bind(0, id)
                .map((row, context) -> ImportedBatch.read(row))
                .list();
    }

    private static SuppressionChange read(ResultSet row) throws SQLException {
        return new SuppressionChange(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("happened")),
                Action.valueOf(row.getString("action")),
                row.getString("actor"),
                SuppressionColumns.read(row),
                row.getString("import_source"));
    }
}
