package org.sluicemta.store.egress;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.sluicemta.egress.CapReserve;
import org.sluicemta.egress.MessageCap;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.database.OldRows;

/**
 * Reservations in a table that all nodes share. A row counts while its last message may be less than the cap's period
 * ago. Each scope has a lock, so what counts can't change between being added up and being reserved.
 *
 * <p>A cap whose period is new to its scope begins with what was used under another period of the scope, so a reload
 * empties no bucket. Of the time before the old period, the database knows at most an hour: that's how long rows stay
 * after they have stopped counting.
 *
 * <p>Every node goes by its own clock. If clocks differ by a second, a cap holds in any period that is a second
 * shorter. If a clock is set forward, what was sent before counts for that much less time.
 */
public final class DatabaseCapReserve implements CapReserve {
    private static final Duration LINGERING = Duration.ofHours(1);

    /** Longer than any row is kept, so a period that is new again has no rows of its own. */
    private static final Duration FORGOTTEN = MessageCap.LONGEST.plusDays(2);

    private final Database database;
    private final InstantSource clock;

    public DatabaseCapReserve(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Answer reserve(String scope, MessageCap cap, long most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least 1 message is reserved, got " + most);
        }
        return database.write(handle -> {
            CapRows rows = new CapRows(handle, scope, cap.period().toMillis());
            boolean known = rows.lock(clock.millis());
            long now = clock.millis();
            if (!known) {
                rows.begin(now);
            }
            return reserve(rows, cap, most, now);
        });
    }

    private static Answer reserve(CapRows rows, MessageCap cap, long most, long now) {
        CapRows.Use use = rows.use(now);
        return use.messages() < cap.messages()
                ? rows.insert(Math.min(most, cap.messages() - use.messages()), now, now + HELD.toMillis())
                : new NothingLeft(Instant.ofEpochMilli(use.oldest()).plus(cap.period()));
    }

    /** Room that others may have reserved since isn't taken back: what no longer counts is as good as gone. */
    @Override
    public void prolong(Collection<Reservation> reservations) {
        if (reservations.isEmpty()) {
            return;
        }
        // In one order, because two transactions that lock the same rows in two orders would block each other.
        long[] ids = reservations.stream().mapToLong(Reservation::id).sorted().toArray();
        database.write(handle -> {
            long now = clock.millis();
            long until = now + HELD.toMillis();
            PreparedBatch batch = handle.prepareBatch("UPDATE cap_reservation SET held_until = ?,"
                    + " counts_until = ? + period_millis"
                    + " WHERE id = ? AND settled = 0 AND held_until < ? AND counts_until > ?");
            for (long id : ids) {
                batch.add(until, until, id, until, now);
            }
            return batch.execute();
        });
    }

    @Override
    public void settle(Reservation reservation, long used, Instant lastLeft) {
        if (used < 0 || used > reservation.messages()) {
            throw new IllegalArgumentException(
                    "of " + reservation.messages() + " reserved messages, " + used + " cannot be used");
        }
        long last = lastLeft.plusNanos(999_999).toEpochMilli();
        database.write(handle -> {
            Optional<CapRows> found = CapRows.of(handle, reservation.id());
            found.ifPresent(rows -> {
                rows.lock(clock.millis());
                rows.settle(reservation.id(), used, last);
            });
            return found;
        });
    }

    /** Deletes what stopped counting an hour ago. */
    public void prune() {
        OldRows.byIndex(database, "cap_reservation", "counts_until", "cap_reservation_counts")
                .deleteBelow(clock.instant().minus(LINGERING).toEpochMilli());
        database.useHandle(handle -> handle.execute(
                "DELETE FROM cap_period WHERE touched < ?",
                clock.instant().minus(FORGOTTEN).toEpochMilli()));
    }
}
