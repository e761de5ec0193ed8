package org.sluicemta.store.suppression;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sluicemta.store.database.Database;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.tenant.TenantId;

/** Looks through the entries in the database, for people and exports. Targets are in the stored format. */
final class SuppressionReading {
    private static final int MAX_PAGE = 10_000;
    private static final int WALK_ROWS = 2_000;

    private final Database database;

    SuppressionReading(Database database) {
        this.database = database;
    }

    List<Suppression> find(String target) {
        return database.withHandle(handle -> SuppressionTable.find(handle, target));
    }

    /** Newest first. */
    List<SuppressionChange> history(String target, int limit) {
        int rows = checkLimit(limit);
        return database.withHandle(handle -> SuppressionHistory.of(handle, target, rows));
    }

    /** A page never splits a target, so it may be longer by the last target's other scopes. */
    List<Suppression> list(@Nullable TenantId tenant, @Nullable String after, int limit) {
        int rows = checkLimit(limit);
        String owner = tenant == null ? null : tenant.value();
        return database.inTransaction(handle -> {
            List<Suppression> page =
                    new ArrayList<>(SuppressionTable.page(handle, owner, after == null ? "" : after, rows));
            if (page.size() == rows) {
                SuppressionTable.find(handle, page.getLast().target()).stream()
                        .filter(entry -> owner == null || owner.equals(SuppressionColumns.tenant(entry.scope())))
                        .filter(entry -> !page.contains(entry))
                        .forEach(page::add);
            }
            return page;
        });
    }

    private static int checkLimit(int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_PAGE + ", got " + limit);
        }
        return limit;
    }

    /** Reads in short transactions, so changes in the meantime may or may not be included. */
    void forEach(Consumer<Suppression> consumer) {
        Suppression last = null;
        List<Suppression> rows;
        do {
            Suppression from = last;
            rows = database.withHandle(handle -> SuppressionTable.after(handle, from, WALK_ROWS));
            rows.forEach(consumer);
            last = rows.isEmpty() ? null : rows.getLast();
        } while (rows.size() == WALK_ROWS);
    }

    long size(TenantId tenant) {
        return database.withHandle(handle -> SuppressionTable.count(handle, tenant.value()));
    }

    long size() {
        return database.withHandle(SuppressionTable::count);
    }
}
