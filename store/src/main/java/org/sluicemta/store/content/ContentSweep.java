package org.sluicemta.store.content;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongPredicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.sluicemta.store.database.Database;

/** Finds content that no envelope refers to any more: servers that died left it behind. */
final class ContentSweep {
    private static final int PAGE = 1_000;

    private final Database database;

    ContentSweep(Database database) {
        this.database = database;
    }

    private record Old(long number, @Nullable Long condemned) {}

    boolean begin(Instant now, Duration most) {
        return database.write(handle -> handle.execute(
                        "UPDATE content_state SET look_ends = ? WHERE look_ends <= ? AND look_due <= ?",
                        now.plus(most).toEpochMilli(),
                        now.toEpochMilli(),
                        now.toEpochMilli()))
                == 1;
    }

    long run(LongPredicate seen, Instant before, Duration condemned, Instant now, Instant next) {
        long deleted = 0;
        long after = 0;
        List<Old> page;
        do {
            page = page(after, before);
            List<Old> found = page;
            deleted += database.write(handle -> judge(handle, found, seen, before, now.minus(condemned), now));
            after = page.isEmpty() ? after : page.getLast().number();
        } while (page.size() == PAGE);
        database.write(
                handle -> handle.execute("UPDATE content_state SET look_ends = 0, look_due = ?", next.toEpochMilli()));
        return deleted;
    }

    private List<Old> page(long after, Instant before) {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT number, condemned FROM content WHERE number > ? AND touched < ? ORDER BY number"
                                + " FETCH NEXT " + PAGE + " ROWS ONLY")
                .bind(0, after)
                .bind(1, before.toEpochMilli())
                .map((row, context) -> new Old(row.getLong("number"), (Long) row.getObject("condemned")))
                .list());
    }

    private static long judge(
            Handle handle, List<Old> page, LongPredicate seen, Instant before, Instant longAgo, Instant now) {
        long deleted = 0;
        for (Old old : page) {
            Long condemned = old.condemned();
            if (seen.test(old.number())) {
                if (condemned != null) {
                    handle.execute("UPDATE content SET condemned = NULL WHERE number = ?", old.number());
                }
            } else if (condemned == null) {
                handle.execute(
                        "UPDATE content SET condemned = ? WHERE number = ? AND touched < ?",
                        now.toEpochMilli(),
                        old.number(),
                        before.toEpochMilli());
            } else if (condemned <= longAgo.toEpochMilli()) {
                deleted += delete(handle, old.number(), condemned, before);
            }
        }
        return deleted;
    }

    /** Deletes it unless it was touched after the page was read. */
    private static int delete(Handle handle, long number, long condemned, Instant before) {
        int deleted = handle.execute(
                "DELETE FROM content WHERE number = ? AND condemned = ? AND touched < ?",
                number,
                condemned,
                before.toEpochMilli());
        if (deleted > 0) {
            handle.execute("DELETE FROM content_holder WHERE content = ?", number);
            handle.execute("DELETE FROM content_piece WHERE content = ?", number);
        }
        return deleted;
    }
}
