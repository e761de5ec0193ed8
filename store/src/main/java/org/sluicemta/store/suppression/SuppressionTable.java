package org.sluicemta.store.suppression;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.sluicemta.store.database.Dialect;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionScope;

/** The statements on the suppression table. All run in the transaction of the given handle. */
final class SuppressionTable {
    private static final String ENTRY = "SELECT " + SuppressionColumns.COLUMNS + " FROM suppression WHERE ";

    private static final String KEY = "target = ? AND tenant = ? AND stream = ?";
    private static final String INSERT =
            "INSERT INTO suppression (" + SuppressionColumns.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE = "UPDATE suppression SET target = ?, tenant = ?, stream = ?, reason = ?,"
            + " source = ?, evidence = ?, changed_by = ?, created = ?, expires = ? WHERE " + KEY;
    private static final String BEHIND_KEY =
            "target >= ? AND (target > ? OR tenant > ? OR (tenant = ? AND stream > ?))";
    private static final String ORDER = " ORDER BY target, tenant, stream";
    private static final int SCAN_ROWS = 2_000;

    private SuppressionTable() {}

    private static String entryByKey(Handle handle) {
        return "SELECT " + SuppressionColumns.COLUMNS + " FROM "
                + Dialect.of(handle).byConstraint("suppression", "suppression_key") + " WHERE ";
    }

    private static String entryByTenant(Handle handle) {
        return "SELECT " + SuppressionColumns.COLUMNS + " FROM "
                + Dialect.of(handle).byIndex("suppression", "suppression_by_tenant") + " WHERE ";
    }

    /** Entries that may apply: for the address or its domain, global or this tenant's. */
    static List<Suppression> candidates(Handle handle, String address, String domain, String tenant) {
        return handle.createQuery(ENTRY + "target IN (?, ?) AND tenant IN ('', ?)")
                .bind(0, address)
                .bind(1, domain)
                .bind(2, tenant)
                .map((row, context) -> SuppressionColumns.read(row))
                .list();
    }

    static Optional<Suppression> find(Handle handle, String target, SuppressionScope scope) {
        return handle.createQuery(ENTRY + KEY)
                .bind(0, target)
                .bind(1, SuppressionColumns.tenant(scope))
                .bind(2, SuppressionColumns.stream(scope))
                .map((row, context) -> SuppressionColumns.read(row))
                .findOne();
    }

    static List<Suppression> find(Handle handle, String target) {
        return handle.createQuery(ENTRY + "target = ?" + ORDER)
                .bind(0, target)
                .map((row, context) -> SuppressionColumns.read(row))
                .list();
    }

    /** The rows after a key, in order of key. */
    static List<Suppression> after(Handle handle, @Nullable Suppression last, int limit) {
        String target = last == null ? "" : last.target();
        return handle.createQuery(entryByKey(handle) + BEHIND_KEY + ORDER + " FETCH FIRST " + limit + " ROWS ONLY")
                .bind(0, target)
                .bind(1, target)
                .bind(2, last == null ? "" : SuppressionColumns.tenant(last.scope()))
                .bind(3, last == null ? "" : SuppressionColumns.tenant(last.scope()))
                .bind(4, last == null ? "" : SuppressionColumns.stream(last.scope()))
                .map((row, context) -> SuppressionColumns.read(row))
                .list();
    }

    /** The rows after a key that a source wrote in a period, in order of key. Scans the whole table. */
    static List<Suppression> writtenBy(
            Handle handle, String source, Instant from, Instant to, @Nullable Suppression last, int limit) {
        return handle.createQuery(entryByKey(handle)
                        + "source = ? AND created >= ? AND created < ? AND "
                        + BEHIND_KEY + ORDER + " FETCH FIRST " + limit + " ROWS ONLY")
                .bind(0, source)
                .bind(1, from.toEpochMilli())
                .bind(2, to.toEpochMilli())
                .bind(3, last == null ? "" : last.target())
                .bind(4, last == null ? "" : last.target())
                .bind(5, last == null ? "" : SuppressionColumns.tenant(last.scope()))
                .bind(6, last == null ? "" : SuppressionColumns.tenant(last.scope()))
                .bind(7, last == null ? "" : SuppressionColumns.stream(last.scope()))
                .map((row, context) -> SuppressionColumns.read(row))
                .list();
    }

    /** Deletes those that haven't been replaced since they were read, and returns them. */
    static List<Suppression> deleteUnchanged(Handle handle, List<Suppression> entries) {
        String sql = "DELETE FROM suppression WHERE " + KEY + " AND source = ? AND created = ?";
        int[] deleted = batch(handle, sql, entries, (statement, entry) -> {
            SuppressionColumns.bindKey(statement, 1, entry);
            statement.setString(4, entry.source());
            statement.setLong(5, entry.created().toEpochMilli());
        });
        return IntStream.range(0, deleted.length)
                .filter(i -> deleted[i] == 1)
                .mapToObj(entries::get)
                .toList();
    }

    /** A page by target, of all or of one tenant. */
    static List<Suppression> page(Handle handle, @Nullable String tenant, String after, int limit) {
        String start = tenant == null ? entryByKey(handle) : entryByTenant(handle) + "tenant = ? AND ";
        var query = handle.createQuery(start + "target > ?"
                + (tenant == null ? ORDER : " ORDER BY tenant, target, stream") + " FETCH FIRST " + limit
                + " ROWS ONLY");
        if (tenant != null) {
            query.bind(0, tenant);
        }
        return query.bind(tenant == null ? 0 : 1, after)
                .map((row, context) -> SuppressionColumns.read(row))
                .list();
    }

    static void insert(Handle handle, Collection<Suppression> entries) {
        batch(handle, INSERT, entries, (statement, entry) -> SuppressionColumns.bind(statement, 1, entry));
    }

    static void update(Handle handle, Collection<Suppression> entries) {
        // Updated rather than deleted and inserted: with PostgreSQL a second writer would wait, but then not see the
        // new row.
        batch(handle, UPDATE, entries, (statement, values) -> {
            SuppressionColumns.bind(statement, 1, values);
            SuppressionColumns.bindKey(statement, 10, values);
        });
    }

    /** Entries of any scope for some hundred targets. */
    static List<Suppression> findAll(Handle handle, Collection<String> targets) {
        return handle.createQuery(ENTRY + "target IN (<targets>)")
                .bindList("targets", List.copyOf(targets))
                .map((row, context) -> SuppressionColumns.read(row))
                .list();
    }

    static void delete(Handle handle, Collection<Suppression> keys) {
        batch(handle, "DELETE FROM suppression WHERE " + KEY, keys, (statement, key) -> {
            SuppressionColumns.bindKey(statement, 1, key);
        });
    }

    static boolean isEmpty(Handle handle) {
        return handle.createQuery("SELECT target FROM suppression FETCH FIRST 1 ROWS ONLY")
                .mapTo(String.class)
                .findOne()
                .isEmpty();
    }

    static long count(Handle handle) {
        return handle.createQuery("SELECT COUNT(*) FROM suppression")
                .mapTo(Long.class)
                .one();
    }

    static long count(Handle handle, String tenant) {
        return handle.createQuery("SELECT COUNT(*) FROM "
                        + Dialect.of(handle).byIndex("suppression", "suppression_by_tenant") + " WHERE tenant = ?")
                .bind(0, tenant)
                .mapTo(Long.class)
                .one();
    }

    /**
     * Passes the target of every entry. Needs a transaction; otherwise PostgreSQL's driver keeps them all in memory.
     */
    static void scanTargets(Handle handle, Consumer<String> targets) {
        scan(handle, "SELECT target FROM suppression", List.of(), targets);
    }

    /** The same for a range of targets, including both ends. */
    static void scanTargets(Handle handle, String first, String last, Consumer<String> targets) {
        scan(handle, "SELECT target FROM suppression WHERE target >= ? AND target <= ?", List.of(first, last), targets);
    }

    /** Plain JDBC, as for a batch. */
    private static void scan(Handle handle, String sql, List<String> values, Consumer<String> targets) {
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            statement.setFetchSize(SCAN_ROWS);
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    targets.accept(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    /** Plain JDBC, because named parameters would be most of the cost of an import. */
    static <T> int[] batch(Handle handle, String sql, Collection<T> items, Binder<T> binder) {
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            for (T item : items) {
                binder.bind(statement, item);
                statement.addBatch();
            }
            return statement.executeBatch();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    interface Binder<T> {
        void bind(PreparedStatement statement, T item) throws SQLException;
    }
}
