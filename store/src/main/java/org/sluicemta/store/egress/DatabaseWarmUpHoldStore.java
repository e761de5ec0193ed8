package org.sluicemta.store.egress;

import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.WarmUpHold;
import org.sluicemta.egress.WarmUpHoldStore;
import org.sluicemta.storage.StoreException;
import org.sluicemta.store.database.Conflicts;
import org.sluicemta.store.database.Database;

/** A row per source, site and day, which all nodes share. */
public final class DatabaseWarmUpHoldStore implements WarmUpHoldStore {
    private static final int LONGEST_WHY = 400;
    /** For the warm-up of all that a source sends. */
    private static final String ALL = "";

    private final Database database;

    public DatabaseWarmUpHoldStore(Database database) {
        this.database = database;
    }

    @Override
    public List<WarmUpHold> all() {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT source, site, day, days, why FROM warm_up_held_day ORDER BY source, site, day")
                .map((row, context) -> new WarmUpHold(
                        new SourceId(row.getString(1)),
                        site(row.getString(2)),
                        LocalDate.ofEpochDay(row.getLong(3)),
                        row.getInt(4),
                        row.getString(5)))
                .list());
    }

    private static @Nullable SiteId site(String name) {
        return name.equals(ALL) ? null : new SiteId(name);
    }

    @Override
    public boolean add(WarmUpHold hold) {
        String why = hold.why().substring(0, Math.min(hold.why().length(), LONGEST_WHY));
        String source = hold.source().value();
        String site = hold.site() == null ? ALL : hold.site().value();
        long day = hold.day().toEpochDay();
        try {
            return database.write(handle -> {
                int worse = handle.execute(
                        "UPDATE warm_up_held_day SET days = ?, why = ? WHERE source = ? AND site = ? AND day = ?"
                                + " AND days < ?",
                        hold.days(),
                        why,
                        source,
                        site,
                        day,
                        hold.days());
                return worse > 0
                        || isMissing(handle, source, site, day)
                                && handle.execute(
                                                "INSERT INTO warm_up_held_day (source, site, day, days, why)"
                                                        + " VALUES (?, ?, ?, ?, ?)",
                                                source,
                                                site,
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

    private static boolean isMissing(Handle handle, String source, String site, long day) {
        return handle.createQuery("SELECT 1 FROM warm_up_held_day WHERE source = ? AND site = ? AND day = ?")
                .bind(0, source)
                .bind(1, site)
                .bind(2, day)
                .mapTo(Integer.class)
                .findOne()
                .isEmpty();
    }
}
