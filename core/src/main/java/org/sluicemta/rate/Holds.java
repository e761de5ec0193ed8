package org.sluicemta.rate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.sluicemta.database.Database;
import org.sluicemta.egress.PoolId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** What the guard has held, in the database: durable when a call returns, the same for every node. Thread-safe. */
public final class Holds {
    private static final String SELECT = "SELECT tenant, stream, pool, state, reason, since FROM stream_hold ";
    private static final String KEY = "WHERE tenant = ? AND stream = ?";
    private static final int MAX_REASON = 1_000;

    private final Database database;

    public Holds(Database database) {
        this.database = database;
    }

    public List<Hold> all() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + "ORDER BY tenant, stream")
                        .map((row, context) -> read(row))
                        .list());
    }

    public Optional<Hold> find(TenantId tenant, StreamId stream) {
        return database.jdbi().withHandle(handle -> find(handle, tenant, stream));
    }

    /** Writes down that a stream is to be held; false when it is already, by this node or another. */
    public boolean begin(TenantId tenant, StreamId stream, PoolId pool, String reason, Instant now) {
        return database.write(handle -> {
            Optional<Hold> old = find(handle, tenant, stream);
            if (old.isPresent() && old.get().state() != Hold.State.RESUMED) {
                return false;
            }
            handle.execute("DELETE FROM stream_hold " + KEY, tenant.value(), stream.value());
            handle.execute(
                    "INSERT INTO stream_hold (tenant, stream, pool, state, reason, since) VALUES (?, ?, ?, ?, ?, ?)",
                    tenant.value(),
                    stream.value(),
                    pool.value(),
                    Hold.State.PAUSING.name(),
                    reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON),
                    now.toEpochMilli());
            return true;
        });
    }

    /** Brings a hold into another state; false when it is in it already. */
    public boolean move(Hold hold, Hold.State state, Instant now) {
        return database.write(handle -> handle.execute(
                        "UPDATE stream_hold SET state = ?, since = ? " + KEY + " AND state = ?",
                        state.name(),
                        now.toEpochMilli(),
                        hold.tenant().value(),
                        hold.stream().value(),
                        hold.state().name())
                > 0);
    }

    /** Forgets streams that were let go on before an instant. */
    public void prune(Instant resumedBefore) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "DELETE FROM stream_hold WHERE state = ? AND since < ?",
                        Hold.State.RESUMED.name(),
                        resumedBefore.toEpochMilli()));
    }

    private static Optional<Hold> find(Handle handle, TenantId tenant, StreamId stream) {
        return handle.createQuery(SELECT + KEY)
                .bind(0, tenant.value())
                .bind(1, stream.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    private static Hold read(ResultSet row) throws SQLException {
        return new Hold(
                new TenantId(row.getString("tenant")),
                new StreamId(row.getString("stream")),
                new PoolId(row.getString("pool")),
                Hold.State.valueOf(row.getString("state")),
                row.getString("reason"),
                Instant.ofEpochMilli(row.getLong("since")));
    }
}
