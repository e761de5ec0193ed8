package org.sluicemta.store.egress;

import java.time.Instant;
import java.util.List;
import org.sluicemta.egress.DisabledSource;
import org.sluicemta.egress.DisabledSourceStore;
import org.sluicemta.egress.SourceId;
import org.sluicemta.storage.StoreException;
import org.sluicemta.store.database.Conflicts;
import org.sluicemta.store.database.Database;

/** A row per disabled source, which all nodes share. */
public final class DatabaseDisabledSourceStore implements DisabledSourceStore {
    private static final int LONGEST_NAME = 200;

    private final Database database;

    public DatabaseDisabledSourceStore(Database database) {
        this.database = database;
    }

    @Override
    public List<DisabledSource> all() {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT source, since, disabled_by FROM disabled_source ORDER BY source")
                .map((row, context) -> new DisabledSource(
                        new SourceId(row.getString(1)), Instant.ofEpochMilli(row.getLong(2)), row.getString(3)))
                .list());
    }

    @Override
    public boolean add(DisabledSource disabled) {
        String by = disabled.by();
        try {
            database.useHandle(handle -> handle.execute(
                    "INSERT INTO disabled_source (source, since, disabled_by) VALUES (?, ?, ?)",
                    disabled.source().value(),
                    disabled.since().toEpochMilli(),
                    by.substring(0, Math.min(by.length(), LONGEST_NAME))));
            return true;
        } catch (StoreException e) {
            if (Conflicts.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean remove(SourceId source) {
        return database.write(handle -> handle.execute("DELETE FROM disabled_source WHERE source = ?", source.value()))
                > 0;
    }
}
