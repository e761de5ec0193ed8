package org.sluicemta.store.suppression;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.suppression.Suppression;

/**
 * A batch of an import in the record of changes: one row for all, under the first target. The evidence says how many
 * there are and names the last. A conversion to hashes removes it.
 *
 * @param last null when it is no longer known
 */
record ImportedBatch(long id, String first, @Nullable String last) {
    private static final String UP_TO = " entries up to ";

    static ImportedBatch read(ResultSet row) throws SQLException {
        String evidence = row.getString("evidence");
        int at = evidence == null ? -1 : evidence.indexOf(UP_TO);
        return new ImportedBatch(
                row.getLong("id"),
                row.getString("target"),
                evidence == null || at < 0 ? null : evidence.substring(at + UP_TO.length()));
    }

    /** What is written for entries that are in order. */
    static Suppression record(List<Suppression> entries) {
        Suppression first = entries.getFirst();
        return new Suppression(
                first.target(),
                first.scope(),
                first.reason(),
                first.source(),
                entries.size() + UP_TO + entries.getLast().target(),
                first.by(),
                first.created(),
                first.expires());
    }
}
