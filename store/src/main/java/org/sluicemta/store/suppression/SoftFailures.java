package org.sluicemta.store.suppression;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.sluicemta.mail.MessageId;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.database.OldRows;

/**
 * Counts temporary failures of a recipient (mailbox full, inactive) per tenant within a sliding window. Nearly every
 * delivery succeeds and has nothing to reset, and a filter in memory tells that without the database.
 */
final class SoftFailures {
    private static final int SCAN_ROWS = 2_000;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final Database database;
    private final TargetHash hash;
    private final Duration window;
    private final InstantSource clock;
    private final TableFilter filter = new TableFilter();

    /** @param window how far back failures count */
    SoftFailures(Database database, TargetHash hash, Duration window, InstantSource clock) {
        this.database = database;
        this.hash = hash;
        this.window = window;
        this.clock = clock;
    }

    /**
     * Counts one more failure, once for each message. The work gets the count within the window and runs in the same
     * transaction. After a suppression the counter resets. Failures that this message's own delivery had reset count
     * again: a server that accepts mail and returns it later doesn't count as a success.
     */
    <T> Optional<T> count(String target, String tenant, MessageId message, Reached<T> work) {
        return filter.writing(add -> {
            add.accept(hash.of(target));
            return database.write(handle -> {
                restore(handle, target, tenant, message);
                if (!isCounted(handle, target, tenant, message)) {
                    insert(handle, target, tenant, message);
                }
                Optional<T> reached = work.at(handle, within(handle, target, tenant));
                if (reached.isPresent()) {
                    delete(handle, target, tenant);
                }
                return reached;
            });
        });
    }

    /**
     * Records that a target fails now, and returns whether it has failed for the whole period without a success in
     * between. However many messages fail, it costs one row an hour. Failures that this message's own delivery had
     * reset count again.
     */
    boolean lasts(String target, String tenant, MessageId message, Duration period) {
        return filter.writing(add -> {
            add.accept(hash.of(target));
            return database.write(handle -> {
                restore(handle, target, tenant, message);
                MessageId hour = new MessageId(1 + clock.millis() / HOUR);
                if (!isCounted(handle, target, tenant, hour)) {
                    insert(handle, target, tenant, hour);
                }
                Optional<Long> first = firstWithin(handle, target, tenant);
                long latest = clock.instant().minus(period).toEpochMilli();
                return first.isPresent() && first.get() <= latest;
            });
        });
    }

    /**
     * The first success only sets earlier failures aside, in case its message comes back. After the success of a second
     * message they are gone for good.
     */
    void forget(String target, String tenant, MessageId message) {
        if (!filter.mightContain(hash.of(target))) {
            return;
        }
        database.write(handle -> handle.execute(
                        "DELETE FROM soft_failure WHERE target = ? AND tenant = ? AND cleared_by NOT IN (0, ?)",
                        target,
                        tenant,
                        message.value())
                + handle.execute(
                        "UPDATE soft_failure SET cleared_by = ? WHERE target = ? AND tenant = ? AND cleared_by = 0",
                        message.value(),
                        target,
                        tenant));
    }

    /** Drops failures older than the window and rebuilds the filter, so that it doesn't fill up over the months. */
    void prune() {
        long start = clock.instant().minus(window).toEpochMilli();
        OldRows.byIndex(database, "soft_failure", "happened", "soft_failure_by_time")
                .deleteBelow(start);
        load();
    }

    boolean isLoaded() {
        return filter.isReady();
    }

    void load() {
        long count = database.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM soft_failure")
                .mapTo(Long.class)
                .one());
        filter.build(
                Math.max(64 * 1024, count * 2),
                hashes -> database.useTransaction(handle -> handle.createQuery("SELECT target FROM soft_failure")
                        .setFetchSize(SCAN_ROWS)
                        .mapTo(String.class)
                        .useIterator(rows -> rows.forEachRemaining(target -> hashes.accept(hash.of(target))))));
    }

    /** Reads what other nodes have counted since then. */
    void refresh(Instant since) {
        database.useHandle(handle -> handle.createQuery("SELECT target FROM soft_failure WHERE happened >= ?")
                .bind(0, since.toEpochMilli())
                .mapTo(String.class)
                .useIterator(rows -> rows.forEachRemaining(target -> filter.add(hash.of(target)))));
    }

    private static void restore(Handle handle, String target, String tenant, MessageId message) {
        handle.execute(
                "UPDATE soft_failure SET cleared_by = 0 WHERE target = ? AND tenant = ? AND cleared_by = ?",
                target,
                tenant,
                message.value());
    }

    private Optional<Long> firstWithin(Handle handle, String target, String tenant) {
        return handle.createQuery("SELECT MIN(happened) FROM soft_failure WHERE target = ? AND tenant = ?"
                        + " AND cleared_by = 0 AND happened > ?")
                .bind(0, target)
                .bind(1, tenant)
                .bind(2, clock.instant().minus(window).toEpochMilli())
                .mapTo(Long.class)
                .findOne();
    }

    private static boolean isCounted(Handle handle, String target, String tenant, MessageId message) {
        return handle.createQuery(
                                "SELECT COUNT(*) FROM soft_failure WHERE target = ? AND tenant = ? AND message_id = ?")
                        .bind(0, target)
                        .bind(1, tenant)
                        .bind(2, message.value())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    private void insert(Handle handle, String target, String tenant, MessageId message) {
        handle.execute(
                "INSERT INTO soft_failure (target, tenant, happened, message_id, cleared_by) VALUES (?, ?, ?, ?, 0)",
                target,
                tenant,
                clock.millis(),
                message.value());
    }

    private long within(Handle handle, String target, String tenant) {
        return handle.createQuery("SELECT COUNT(*) FROM soft_failure WHERE target = ? AND tenant = ?"
                        + " AND cleared_by = 0 AND happened > ?")
                .bind(0, target)
                .bind(1, tenant)
                .bind(2, clock.instant().minus(window).toEpochMilli())
                .mapTo(Long.class)
                .one();
    }

    private static void delete(Handle handle, String target, String tenant) {
        handle.createUpdate("DELETE FROM soft_failure WHERE target = ? AND tenant = ?")
                .bind(0, target)
                .bind(1, tenant)
                .execute();
    }

    /** Decides, in the transaction that counted, whether the count is enough. */
    interface Reached<T> {
        Optional<T> at(Handle handle, long count);
    }
}
