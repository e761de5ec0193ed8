package org.sluicemta.store.suppression;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.database.Dialect;
import org.sluicemta.suppression.Suppression;

/**
 * Converts the tables to the configured format: addresses in plain text become hashes, sub-addresses are folded. It
 * works in short transactions, in order of target, from the beginning each time, so an interrupted conversion can
 * simply be run again.
 */
final class ListConversion {
    private static final int ROWS = 1_000;

    private final Database database;
    private final SuppressionTargets targets;

    ListConversion(Database database, SuppressionTargets targets) {
        this.database = database;
        this.targets = targets;
    }

    /** Returns how many entries were converted. */
    long run() {
        besides("suppression_change", "suppression_change_by_target");
        besides("soft_failure", "soft_failure_by_target");
        if (targets.key().isPresent()) {
            // The evidence may quote the entry's address.
            database.useHandle(handle -> handle.execute("UPDATE suppression_change SET evidence = NULL"
                    + " WHERE action = 'IMPORTED' AND evidence LIKE '%@%'"));
        }
        return entries();
    }

    private long entries() {
        long converted = 0;
        Suppression last = null;
        List<Suppression> page;
        do {
            Suppression after = last;
            page = database.withHandle(handle -> SuppressionTable.after(handle, after, ROWS));
            List<Suppression> other = page.stream()
                    .filter(entry -> !targets.parse(entry.target()).equals(entry.target()))
                    .toList();
            if (!other.isEmpty()) {
                converted += database.write(handle -> convert(handle, other));
            }
            last = page.isEmpty() ? null : page.getLast();
        } while (page.size() == ROWS);
        return converted;
    }

    /** If two entries become one, the one that lasts longer is kept. */
    private long convert(Handle handle, List<Suppression> entries) {
        SuppressionTable.delete(handle, entries);
        for (Suppression entry : entries) {
            Suppression form = SuppressionColumns.storable(entry, targets);
            Suppression there =
                    SuppressionTable.find(handle, form.target(), form.scope()).orElse(null);
            if (there == null) {
                SuppressionTable.insert(handle, List.of(form));
            } else if (lastsLonger(form, there)) {
                SuppressionTable.update(handle, List.of(form));
            }
        }
        return entries.size();
    }

    private static boolean lastsLonger(Suppression one, Suppression other) {
        Instant end = one.expires();
        Instant otherEnd = other.expires();
        return otherEnd != null && (end == null || end.isAfter(otherEnd));
    }

    private void besides(String table, String index) {
        String last = "";
        List<String> page;
        do {
            String after = last;
            page = database.write(handle -> {
                List<String> found = handle.createQuery(
                                "SELECT target FROM " + Dialect.of(handle).byIndex(table, index)
                                        + " WHERE target > ? ORDER BY target FETCH FIRST " + ROWS + " ROWS ONLY")
                        .bind(0, after)
                        .mapTo(String.class)
                        .list();
                found.stream()
                        .distinct()
                        .filter(target -> !targets.parse(target).equals(target))
                        .forEach(target -> handle.execute(
                                "UPDATE " + table + " SET target = ? WHERE target = ?", targets.parse(target), target));
                return found;
            });
            last = page.isEmpty() ? "" : page.getLast();
        } while (page.size() == ROWS);
    }
}
