package org.sluicemta.store.database;

import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Deletes rows by age while others write, oldest first, in transactions of a thousand rows or the rows of one value.
 * Derby locks the whole table for a transaction that has locked 5,000 rows. Each transaction begins where the last one
 * ended, because from the start PostgreSQL would scan everything that was deleted before.
 */
public final class OldRows {
    private static final int ROWS = 1_000;

    private final Database database;
    private final String table;
    private final String column;
    private final Function<Dialect, String> ordered;

    private OldRows(Database database, String table, String column, Function<Dialect, String> ordered) {
        this.database = database;
        this.table = table;
        this.column = column;
        this.ordered = ordered;
    }

    /**
     * @param column a number that is lower for older rows
     * @param index the index over it
     */
    public static OldRows byIndex(Database database, String table, String column, String index) {
        return new OldRows(database, table, column, dialect -> dialect.byIndex(table, index));
    }

    /** @param constraint the constraint that indexes the column */
    public static OldRows byConstraint(Database database, String table, String column, String constraint) {
        return new OldRows(database, table, column, dialect -> dialect.byConstraint(table, constraint));
    }

    /** Deletes rows below an end, and returns how many. */
    public long deleteBelow(long end) {
        long deleted = 0;
        long from = Long.MIN_VALUE;
        Optional<Long> sliceEnd;
        do {
            long start = from;
            sliceEnd = database.withHandle(handle -> endOfSlice(handle, start, end));
            // Includes the last value, however many rows have it, so every round makes progress.
            long last = sliceEnd.orElse(end - 1);
            deleted += database.withHandle(handle -> handle.execute(
                    "DELETE FROM " + table + " WHERE " + column + " >= ? AND " + column + " <= ?", start, last));
            from = last + 1;
        } while (sliceEnd.isPresent());
        return deleted;
    }

    private Optional<Long> endOfSlice(Handle handle, long from, long end) {
        return handle.createQuery("SELECT " + column + " FROM "
                        + ordered.apply(Dialect.of(handle)) + " WHERE " + column + " >= ? AND "
                        + column + " < ? ORDER BY " + column + " OFFSET " + ROWS
                        + " ROWS FETCH NEXT 1 ROWS ONLY")
                .bind(0, from)
                .bind(1, end)
                .mapTo(Long.class)
                .findOne();
    }
}
