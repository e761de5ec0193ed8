package org.sluicemta.store.egress;

import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.WarmUpHold;
import org.sluicemta.egress.WarmUpHoldStore;
import org.sluicemta.storage.StoreException;
import org.sluicemta.store.database.Conflicts;
import org.sluicemta.store.database.Database;

/** A row per source and day, which all nodes share. */
public final class DatabaseWarmUpHoldStore implements WarmUpHoldStore {
    private static final int LONGEST_WHY = 400;

    private final Database database;

    public DatabaseWarmUpHoldStore(Database database) {
        this.database = database;
    }

    @Override
    public List<WarmUpHold> all() {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT source, day, days, why FROM warm_up_hold ORDER BY source, day")
                .map((row, context) -> new WarmUpHold(
                        new SourceId(row.getString(1)),
                        LocalDate.ofEpochDay(row.getLong(2)),
                        row.getInt(3),
                        row.getString(4)))
                .list());
    }

    @Override
    public boolean add(WarmUpHold hold) {
        String why = hold.why().substring(0, Math.min(hold.why().length(), LONGEST_WHY));
        String source = hold.source().value();
        long day = hold.day().toEpochDay();
        try {
            return database.write(handle -> {
                int worse = handle.execute(
                        "UPDATE warm_up_hold SET days = ?, why = ? WHERE source = ? AND day = ? AND days < ?",
                        hold.days(),
                        why,
                        source,
                        day,
                        hold.days());
                return worse > 0
                        || isMissing(handle, source, day)
                                && handle.execute(
                                                "INSERT INTO warm_up_hold (source, day, days, why) VALUES (?, ?, ?, ?)",
                                                source,
                                                day,
                                                hold.days(),
                                                why)
                                        > 0;
            });
        } catch (StoreException e) {
            if (Conflicts.isDuplicate(e)) {
                return false; // another node was faster
            }
            throw e;
        }
    }

    private static boolean isMissing(Handle handle, String source, long day) {
        return handle.createQuery("SELECT 1 FROM warm_up_hold WHERE source = ? AND day = ?")
                .bind(0, source)
                .bind(1, day)
                .mapTo(Integer.class)
                .findOne()
                .isEmpty();
    }
}
