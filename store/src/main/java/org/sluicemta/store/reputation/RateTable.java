package org.sluicemta.store.reputation;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.sluicemta.event.EventCursor;
import org.sluicemta.reputation.RateCounts;
import org.sluicemta.reputation.RateKey;
import org.sluicemta.reputation.RateKind;
import org.sluicemta.tenant.TenantId;

/** The statements on the saved counts. All run in the transaction of the given handle. */
final class RateTable {
    private static final String ADD = "UPDATE rate_count SET delivered = delivered + ?, refused = refused + ?,"
            + " returned = returned + ?, complaints = complaints + ?"
            + " WHERE node = ? AND begins = ? AND tenant = ? AND kind = ? AND name = ?";
    private static final String INSERT = "INSERT INTO rate_count (delivered, refused, returned, complaints, node,"
            + " begins, tenant, kind, name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private RateTable() {}

    /** Figures of all nodes that began at an instant or later. */
    static List<RateDelta> load(Handle handle, Instant since) {
        return handle.createQuery("SELECT begins, tenant, kind, name, delivered, refused, returned, complaints"
                        + " FROM rate_count WHERE begins >= ?")
                .bind(0, since.toEpochMilli())
                .map((row, context) -> read(row))
                .list();
    }

    private static RateDelta read(ResultSet row) throws SQLException {
        return new RateDelta(
                new RateKey(
                        new TenantId(row.getString("tenant")),
                        RateKind.valueOf(row.getString("kind")),
                        row.getString("name")),
                row.getLong("begins"),
                new RateCounts(
                        row.getLong("delivered"),
                        row.getLong("refused"),
                        row.getLong("returned"),
                        row.getLong("complaints")));
    }

    static void add(Handle handle, int node, List<RateDelta> deltas) {
        List<RateDelta> merged = merged(deltas);
        int[] updated = batch(handle, ADD, node, merged);
        List<RateDelta> missing = new ArrayList<>();
        for (int i = 0; i < updated.length; i++) {
            if (updated[i] == 0) {
                missing.add(merged.get(i));
            }
        }
        batch(handle, INSERT, node, missing);
    }

    private static List<RateDelta> merged(List<RateDelta> deltas) {
        record Bucket(RateKey key, long begins) {}
        Map<Bucket, RateCounts> sums = new LinkedHashMap<>();
        deltas.forEach(delta -> sums.merge(new Bucket(delta.key(), delta.begins()), delta.counts(), RateCounts::plus));
        return sums.entrySet().stream()
                .map(sum -> new RateDelta(sum.getKey().key(), sum.getKey().begins(), sum.getValue()))
                .toList();
    }

    private static int[] batch(Handle handle, String sql, int node, List<RateDelta> deltas) {
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            for (RateDelta delta : deltas) {
                statement.setLong(1, delta.counts().delivered());
                statement.setLong(2, delta.counts().refused());
                statement.setLong(3, delta.counts().returned());
                statement.setLong(4, delta.counts().complaints());
                statement.setInt(5, node);
                statement.setLong(6, delta.begins());
                statement.setString(7, delta.key().tenant().value());
                statement.setString(8, delta.key().kind().name());
                statement.setString(9, delta.key().name());
                statement.addBatch();
            }
            return statement.executeBatch();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    static void deleteBefore(Handle handle, Instant begins) {
        handle.execute("DELETE FROM rate_count WHERE begins < ?", begins.toEpochMilli());
    }

    static Optional<EventCursor> place(Handle handle, int node) {
        return handle.createQuery("SELECT place FROM rate_place WHERE node = ?")
                .bind(0, node)
                .mapTo(String.class)
                .findOne()
                .map(EventCursor::parse);
    }

    static void savePlace(Handle handle, int node, EventCursor place) {
        int updated = handle.execute("UPDATE rate_place SET place = ? WHERE node = ?", place.toString(), node);
        if (updated == 0) {
            handle.execute("INSERT INTO rate_place (place, node) VALUES (?, ?)", place.toString(), node);
        }
    }

    /** Whether other nodes use the same database. */
    static boolean hasOtherNodes(Handle handle, int node) {
        return handle.createQuery("SELECT COUNT(*) FROM rate_place WHERE node <> ?")
                        .bind(0, node)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }
}
