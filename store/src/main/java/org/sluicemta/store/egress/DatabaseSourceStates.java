package org.sluicemta.store.egress;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.SourceState;
import org.sluicemta.egress.SourceStates;
import org.sluicemta.store.database.Database;

/** A row for each source and site. Of two nodes that have the same source, the last one to write wins. */
public final class DatabaseSourceStates implements SourceStates {
    private final Database database;
    private final InstantSource clock;

    public DatabaseSourceStates(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<SourceState> load() {
        long oldest = clock.instant().minus(FORGOTTEN).toEpochMilli();
        return database.write(handle -> {
            handle.execute("DELETE FROM source_state WHERE changed < ?", oldest);
            return handle.createQuery("SELECT source, site, rest_until, rest_millis, rest_why,"
                            + " pace, pace_full, pace_learned, pace_cuts, pace_cut_at, pace_why"
                            + " FROM source_state ORDER BY source, site")
                    .map((row, context) -> new SourceState(
                            new SourceId(row.getString(1)), new SiteId(row.getString(2)), rest(row), pace(row)))
                    .list();
        });
    }

    private static SourceState.@Nullable Rest rest(ResultSet row) throws SQLException {
        String why = row.getString(5);
        return why == null
                ? null
                : new SourceState.Rest(Instant.ofEpochMilli(row.getLong(3)), Duration.ofMillis(row.getLong(4)), why);
    }

    private static SourceState.@Nullable Pace pace(ResultSet row) throws SQLException {
        String why = row.getString(11);
        return why == null
                ? null
                : new SourceState.Pace(
                        row.getDouble(6),
                        row.getDouble(7),
                        row.getDouble(8),
                        row.getInt(9),
                        Instant.ofEpochMilli(row.getLong(10)),
                        why);
    }

    @Override
    public void save(Collection<SourceState> changed) {
        long now = clock.millis();
        database.write(handle -> {
            changed.forEach(one -> replace(handle, one, now));
            return changed.size();
        });
    }

    private static void replace(Handle handle, SourceState state, long now) {
        handle.execute(
                "DELETE FROM source_state WHERE source = ? AND site = ?",
                state.source().value(),
                state.site().value());
        if (state.rest() != null || state.pace() != null) {
            insert(handle, state, now);
        }
    }

    private static void insert(Handle handle, SourceState state, long now) {
        SourceState.Rest rest = state.rest();
        SourceState.Pace pace = state.pace();
        handle.createUpdate("INSERT INTO source_state (source, site, rest_until, rest_millis, rest_why,"
                        + " pace, pace_full, pace_learned, pace_cuts, pace_cut_at, pace_why, changed)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .bind(0, state.source().value())
                .bind(1, state.site().value())
                .bind(2, rest == null ? null : Long.valueOf(rest.until().toEpochMilli()))
                .bind(3, rest == null ? null : Long.valueOf(rest.length().toMillis()))
                .bind(4, rest == null ? null : rest.why())
                .bind(5, pace == null ? null : Double.valueOf(pace.perSecond()))
                .bind(6, pace == null ? null : Double.valueOf(pace.full()))
                .bind(7, pace == null ? null : Double.valueOf(pace.learned()))
                .bind(8, pace == null ? null : Integer.valueOf(pace.cuts()))
                .bind(9, pace == null ? null : Long.valueOf(pace.cutAt().toEpochMilli()))
                .bind(10, pace == null ? null : pace.why())
                .bind(11, now)
                .execute();
    }
}
