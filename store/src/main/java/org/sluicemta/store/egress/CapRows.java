package org.sluicemta.store.egress;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.sluicemta.egress.CapReserve.Reservation;
import org.sluicemta.store.database.Dialect;

/**
 * The rows of one scope and period, in a transaction.
 *
 * <p>A message is reserved once under each cap of its scope, so every period has rows of its own for the same mail. To
 * another period they prove only what is settled and lies wholly inside it, because a day's reservation may be larger
 * than an hour's cap. Rows that were copied from another period prove nothing; theirs is a {@code reserved_at} of 0.
 */
final class CapRows {
    /** Settled rows whose last messages left within this part of the period become one, so a period has few rows. */
    private static final int PARTS = 1_000;

    private static final Duration TOGETHER = Duration.ofMinutes(1);

    private static final String BEFORE = " FROM cap_reservation r"
            + " JOIN cap_period p ON p.scope = r.scope AND p.period_millis = r.period_millis"
            + " WHERE r.scope = ? AND r.held_until > ? AND (p.begun <= ? OR r.reserved_at < p.begun)";

    private final Handle handle;
    private final String scope;
    private final long period;

    CapRows(Handle handle, String scope, long period) {
        this.handle = handle;
        this.scope = scope;
        this.period = period;
    }

    /** Those that a reservation belongs to, or empty if it's gone or settled. */
    static Optional<CapRows> of(Handle handle, long id) {
        return handle.createQuery("SELECT scope, period_millis FROM cap_reservation WHERE id = ? AND settled = 0")
                .bind(0, id)
                .map((row, context) -> new CapRows(handle, row.getString(1), row.getLong(2)))
                .findOne();
    }

    /**
     * Makes other transactions of the scope wait for the end of this one.
     *
     * @return whether the scope has had a cap of this period before
     */
    boolean lock(long now) {
        handle.execute(
                "UPDATE cap_period SET touched = CASE WHEN period_millis = ? THEN ? ELSE touched END WHERE scope = ?",
                period,
                now,
                scope);
        boolean known = handle.createQuery("SELECT COUNT(*) FROM "
                                + Dialect.of(handle).byConstraint("cap_period", "cap_period_key")
                                + " WHERE scope = ? AND period_millis = ?")
                        .bind(0, scope)
                        .bind(1, period)
                        .mapTo(Long.class)
                        .one()
                > 0;
        if (!known) {
            handle.execute(
                    "INSERT INTO cap_period (scope, period_millis, begun, touched) VALUES (?, ?, ?, ?)",
                    scope,
                    period,
                    now,
                    now);
        }
        return known;
    }

    /**
     * Begins with the rows of the period that tells of the most messages. Reservations that are still open count as used,
     * because nobody knows how many of them have left. What a period reserved that has itself only just begun doesn't
     * count: the two were configured together, so the same messages are about to be reserved here.
     */
    void begin(long now) {
        long justNow = now - TOGETHER.toMillis();
        handle.createQuery("SELECT r.period_millis, SUM(r.messages) AS used" + BEFORE
                        + " GROUP BY r.period_millis ORDER BY used DESC FETCH FIRST 1 ROWS ONLY")
                .bind(0, scope)
                .bind(1, now - period)
                .bind(2, justNow)
                .map((row, context) -> row.getLong(1))
                .findOne()
                .ifPresent(other -> handle.execute(
                        "INSERT INTO cap_reservation"
                                + " (scope, period_millis, messages, reserved_at, held_until, counts_until, settled)"
                                + " SELECT r.scope, " + period + ", r.messages, 0, r.held_until,"
                                + " r.held_until + " + period + ", 1" + BEFORE + " AND r.period_millis = ?",
                        scope,
                        now - period,
                        justNow,
                        other));
    }

    /**
     * What counts.
     *
     * @param oldest until when the oldest of it was held
     */
    record Use(long messages, long oldest) {}

    /** In the steady state, no period proves more than this one has. If one does, this one had no cap for a while. */
    Use use(long now) {
        Use own = own(now);
        Proof proof = bestProof(now);
        if (proof.messages() <= own.messages()) {
            return own;
        }
        handle.execute(
                "INSERT INTO cap_reservation"
                        + " (scope, period_millis, messages, reserved_at, held_until, counts_until, settled)"
                        + " VALUES (?, ?, ?, 0, ?, ?, 1)",
                scope,
                period,
                proof.messages() - own.messages(),
                proof.last(),
                proof.last() + period);
        return new Use(proof.messages(), own.messages() == 0 ? proof.last() : Math.min(own.oldest(), proof.last()));
    }

    private Use own(long now) {
        return handle.createQuery("SELECT COALESCE(SUM(messages), 0), MIN(held_until) FROM " + byScope()
                        + " WHERE scope = ? AND held_until > ? AND period_millis = ?")
                .bind(0, scope)
                .bind(1, now - period)
                .bind(2, period)
                .map((row, context) -> new Use(row.getLong(1), row.getLong(2)))
                .one();
    }

    /** @param last when the last of the messages left */
    private record Proof(long messages, long last) {}

    private Proof bestProof(long now) {
        return handle.createQuery("SELECT SUM(messages) AS used, MAX(held_until) FROM " + byScope()
                        + " WHERE scope = ? AND held_until > ? AND period_millis <> ?"
                        + " AND settled = 1 AND reserved_at > ?"
                        + " GROUP BY period_millis ORDER BY used DESC FETCH FIRST 1 ROWS ONLY")
                .bind(0, scope)
                .bind(1, now - period)
                .bind(2, period)
                .bind(3, now - period)
                .map((row, context) -> new Proof(row.getLong(1), row.getLong(2)))
                .findOne()
                .orElse(new Proof(0, now));
    }

    Reservation insert(long messages, long now, long heldUntil) {
        long id = handle.createUpdate("INSERT INTO cap_reservation"
                        + " (scope, period_millis, messages, reserved_at, held_until, counts_until, settled)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 0)")
                .bind(0, scope)
                .bind(1, period)
                .bind(2, messages)
                .bind(3, now)
                .bind(4, heldUntil)
                .bind(5, heldUntil + period)
                .executeAndReturnGeneratedKeys()
                .map((row, context) -> row.getLong(1))
                .one();
        return new Reservation(id, messages, Instant.ofEpochMilli(heldUntil));
    }

    /** @param last when the last message left */
    void settle(long id, long used, long last) {
        if (used == 0) {
            handle.execute("DELETE FROM cap_reservation WHERE id = ? AND settled = 0", id);
            return;
        }
        int open = handle.execute(
                "UPDATE cap_reservation SET settled = 1, messages = ?, held_until = ?, counts_until = ?"
                        + " WHERE id = ? AND settled = 0",
                used,
                last,
                last + period,
                id);
        if (open > 0) {
            neighbour(id, last).ifPresent(neighbour -> merge(id, neighbour, last));
        }
    }

    private record Settled(long id, long messages, long reservedAt, long last) {}

    private Optional<Settled> neighbour(long id, long last) {
        long part = Math.max(1, period / PARTS);
        long begin = Math.floorDiv(last, part) * part;
        return handle.createQuery("SELECT id, messages, reserved_at, held_until FROM " + byScope()
                        + " WHERE scope = ? AND held_until >= ? AND held_until < ?"
                        + " AND period_millis = ? AND settled = 1 AND id <> ? FETCH FIRST 1 ROWS ONLY")
                .bind(0, scope)
                .bind(1, begin)
                .bind(2, begin + part)
                .bind(3, period)
                .bind(4, id)
                .map((row, context) -> new Settled(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .findOne();
    }

    private void merge(long id, Settled neighbour, long last) {
        long later = Math.max(last, neighbour.last());
        handle.execute("DELETE FROM cap_reservation WHERE id = ?", neighbour.id());
        handle.execute(
                "UPDATE cap_reservation SET messages = messages + ?, held_until = ?, counts_until = ?,"
                        + " reserved_at = CASE WHEN reserved_at < ? THEN reserved_at ELSE ? END WHERE id = ?",
                neighbour.messages(),
                later,
                later + period,
                neighbour.reservedAt(),
                neighbour.reservedAt(),
                id);
    }

    private String byScope() {
        return Dialect.of(handle).byIndex("cap_reservation", "cap_reservation_scope");
    }
}
