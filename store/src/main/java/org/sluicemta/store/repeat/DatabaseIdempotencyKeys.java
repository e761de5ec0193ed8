package org.sluicemta.store.repeat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Handle;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.hash.Sha256;
import org.sluicemta.mail.MessageId;
import org.sluicemta.repeat.IdempotencyKeys;
import org.sluicemta.storage.StoreException;
import org.sluicemta.store.database.Conflicts;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.database.OldRows;
import org.sluicemta.tenant.TenantId;

/**
 * Keys in a table. The row is inserted in a transaction that stays open while the message is committed to the broker,
 * and is committed after it. Its lock makes a second sender of the key wait, on this node or another. A crash or a
 * failed commit rolls it back and frees the key. Only if the database fails between the two commits is a message sent
 * without its key being stored. That key is kept in memory, the client gets 451, and its next attempt writes the row
 * and sends nothing.
 *
 * <p>A message being committed holds a connection of the pool, so only a few may be committed at a time.
 */
public final class DatabaseIdempotencyKeys implements IdempotencyKeys {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int AT_A_TIME = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long MOST_UNRECORDED = 10_000;
    private static final int MOST_OF_TENANT = 1_000_000;

    private final Database database;
    private final InstantSource clock;
    private final int mostOfTenant;
    private final Semaphore places = new Semaphore(AT_A_TIME, true);
    private final Set<Key> underWay = ConcurrentHashMap.newKeySet();
    private final Cache<Key, MessageId> unrecorded = Caffeine.newBuilder()
            .maximumSize(MOST_UNRECORDED)
            .expireAfterWrite(KEPT)
            .build();

    /** @param digest SHA-256 of the client's key in hexadecimal, because the key may have any length */
    private record Key(TenantId tenant, String digest) {}

    public DatabaseIdempotencyKeys(Database database, InstantSource clock) {
        this(database, clock, MOST_OF_TENANT);
    }

    DatabaseIdempotencyKeys(Database database, InstantSource clock, int mostOfTenant) {
        this.database = database;
        this.clock = clock;
        this.mostOfTenant = mostOfTenant;
    }

    @Override
    public Optional<MessageId> find(TenantId tenant, String key) {
        Key mark = new Key(tenant, Sha256.hex(key));
        // One that is being sent is answered by once(); asking the table would wait for its row.
        return underWay.contains(mark) ? Optional.empty() : database.withHandle(handle -> find(handle, mark));
    }

    @Override
    public Optional<MessageId> once(TenantId tenant, String key, MessageId id, Commit commit) throws HandOffException {
        Key mark = new Key(tenant, Sha256.hex(key));
        if (!underWay.add(mark)) {
            // Waiting here would hold a thread for each repetition. The client's next attempt finds the result.
            return Optional.empty();
        }
        try {
            return withPlace(mark, id, commit);
        } finally {
            underWay.remove(mark);
        }
    }

    private Optional<MessageId> withPlace(Key key, MessageId id, Commit commit) throws HandOffException {
        takePlace();
        try {
            MessageId sentBefore = unrecorded.getIfPresent(key);
            if (sentBefore != null) {
                Optional<MessageId> first = record(key, sentBefore, () -> {});
                unrecorded.invalidate(key);
                return first;
            }
            return record(key, id, commit);
        } finally {
            places.release();
        }
    }

    private void takePlace() throws HandOffException {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new HandOffException(
                        "too many messages with keys are being sent",
                        new TimeoutException("no place within " + PATIENCE));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HandOffException("interrupted", e);
        }
    }

    private Optional<MessageId> record(Key key, MessageId id, Commit commit) throws HandOffException {
        Once once = new Once(key, id, commit);
        try {
            return Optional.of(database.inTransaction(once::in));
        } catch (HandOffException e) {
            throw e;
        } catch (StoreException e) {
            if (once.committed) {
                unrecorded.put(key, id);
            } else if (Conflicts.isDuplicate(e)) {
                // Another node was faster; when its row is gone again, its commit has failed.
                return database.withHandle(handle -> find(handle, key));
            }
            throw new HandOffException("the key of a message cannot be recorded: " + e.getMessage(), e);
        }
    }

    private final class Once {
        private final Key key;
        private final MessageId id;
        private final Commit commit;
        private boolean committed;

        Once(Key key, MessageId id, Commit commit) {
            this.key = key;
            this.id = id;
            this.commit = commit;
        }

        MessageId in(Handle handle) throws HandOffException {
            Optional<MessageId> first = find(handle, key);
            if (first.isPresent()) {
                return first.get();
            }
            // Only an old row, because the first sender may have committed its row in the meantime.
            handle.execute(
                    "DELETE FROM repeat_key WHERE tenant = ? AND digest = ? AND accepted <= ?",
                    key.tenant().value(),
                    key.digest(),
                    oldest());
            handle.execute(
                    "INSERT INTO repeat_key (tenant, digest, message_id, accepted) VALUES (?, ?, ?, ?)",
                    key.tenant().value(),
                    key.digest(),
                    id.value(),
                    clock.millis());
            commit.run();
            committed = true;
            return id;
        }
    }

    private Optional<MessageId> find(Handle handle, Key key) {
        return handle.createQuery("SELECT message_id FROM repeat_key WHERE tenant = ? AND digest = ? AND accepted > ?")
                .bind(0, key.tenant().value())
                .bind(1, key.digest())
                .bind(2, oldest())
                .mapTo(Long.class)
                .findOne()
                .map(MessageId::new);
    }

    /** Deletes keys older than a day, and the oldest of a tenant that has more than a million. */
    public void prune() {
        OldRows.byIndex(database, "repeat_key", "accepted", "repeat_key_accepted")
                .deleteBelow(oldest() + 1);
        for (String tenant : database.withHandle(this::tenantsWithTooMany)) {
            database.write(handle -> handle.execute(
                    "DELETE FROM repeat_key WHERE tenant = ? AND accepted <= ?", tenant, firstTooOld(handle, tenant)));
        }
    }

    private List<String> tenantsWithTooMany(Handle handle) {
        return handle.createQuery("SELECT tenant FROM repeat_key GROUP BY tenant HAVING COUNT(*) > ?")
                .bind(0, mostOfTenant)
                .mapTo(String.class)
                .list();
    }

    /** The time of the newest key beyond the limit. */
    private long firstTooOld(Handle handle, String tenant) {
        return handle.createQuery("SELECT accepted FROM repeat_key WHERE tenant = ? ORDER BY accepted DESC OFFSET "
                        + mostOfTenant + " ROWS FETCH NEXT 1 ROWS ONLY")
                .bind(0, tenant)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    private long oldest() {
        return clock.millis() - KEPT.toMillis();
    }
}
