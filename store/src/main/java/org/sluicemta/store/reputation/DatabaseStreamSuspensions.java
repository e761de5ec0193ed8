package org.sluicemta.store.reputation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.sluicemta.egress.PoolId;
import org.sluicemta.reputation.StreamSuspension;
import org.sluicemta.reputation.StreamSuspensions;
import org.sluicemta.store.database.Database;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** The streams that the guard has suspended, in the database. */
public final class DatabaseStreamSuspensions implements StreamSuspensions {
    private static final String SELECT = "SELECT tenant, stream, pool, state, reason, since FROM stream_hold ";
    private static final String KEY = "WHERE tenant = ? AND stream = ?";
    private static final int MAX_REASON = 1_000;

    private final Database database;

    public DatabaseStreamSuspensions(Database database) {
        this.database = database;
    }

    @Override
    public List<StreamSuspension> all() {
        return database.withHandle(handle -> handle.createQuery(SELECT + "ORDER BY tenant, stream")
                .map((row, context) -> read(row))
                .list());
    }

    @Override
    public Optional<StreamSuspension> find(TenantId tenant, StreamId stream) {
        return database.withHandle(handle -> find(handle, tenant, stream));
    }

    @Override
    public boolean begin(TenantId tenant, StreamId stream, PoolId pool, String reason, Instant now) {
        return database.write(handle -> {
            Optional<StreamSuspension> old = find(handle, tenant, stream);
            if (old.isPresent() && old.get().state() != StreamSuspension.State.RESUMED) {
                return false;
            }
            handle.execute("DELETE FROM stream_hold " + KEY, tenant.value(), stream.value());
            handle.execute(
                    "INSERT INTO stream_hold (tenant, stream, pool, state, reason, since) VALUES (?, ?, ?, ?, ?, ?)",
                    tenant.value(),
                    stream.value(),
                    pool.value(),
                    StreamSuspension.State.PAUSING.name(),
                    reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON),
                    now.toEpochMilli());
            return true;
        });
    }

    @Override
    public boolean move(StreamSuspension suspension, StreamSuspension.State state, Instant now) {
        return database.write(handle -> handle.execute(
                        "UPDATE stream_hold SET state = ?, since = ? " + KEY + " AND state = ?",
                        state.name(),
                        now.toEpochMilli(),
                        suspension.tenant().value(),
                        suspension.stream().value(),
                        suspension.state().name())
                > 0);
    }

    @Override
    public void forget(TenantId tenant) {
        database.useHandle(handle -> handle.execute("DELETE FROM stream_hold WHERE tenant = ?", tenant.value()));
    }

    @Override
    public void prune(Instant resumedBefore) {
        database.useHandle(handle -> handle.execute(
                "DELETE FROM stream_hold WHERE state = ? AND since < ?",
                StreamSuspension.State.RESUMED.name(),
                resumedBefore.toEpochMilli()));
    }

    private static Optional<StreamSuspension> find(Handle handle, TenantId tenant, StreamId stream) {
        return handle.createQuery(SELECT + KEY)
                .bind(0, tenant.value())
                .bind(1, stream.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    private static StreamSuspension read(ResultSet row) throws SQLException {
        return new StreamSuspension(
                new TenantId(row.getString("tenant")),
                new StreamId(row.getString("stream")),
                new PoolId(row.getString("pool")),
                StreamSuspension.State.valueOf(row.getString("state")),
                row.getString("reason"),
                Instant.ofEpochMilli(row.getLong("since")));
    }
}
