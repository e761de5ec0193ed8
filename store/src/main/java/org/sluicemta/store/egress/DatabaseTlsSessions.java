package org.sluicemta.store.egress;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.egress.TlsFailure;
import org.sluicemta.egress.TlsSession;
import org.sluicemta.egress.TlsSessions;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.database.OldRows;

/**
 * Counts in memory, and adds what is new to a table that all nodes share whenever it is told to save. A crash loses what
 * was counted since then. The rows of a domain and a day are its report.
 */
public final class DatabaseTlsSessions implements TlsSessions {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseTlsSessions.class);

    /** Between two saves. */
    private static final int MOST_UNSAVED = 50_000;

    private static final int DAYS_KEPT = 31;
    private static final int ROWS_AT_ONCE = 500;
    private static final String OK = "ok";

    private final Database database;
    private final InstantSource clock;
    private final ConcurrentMap<Key, Long> unsaved = new ConcurrentHashMap<>();
    private final LongAdder lost = new LongAdder();

    private record Key(long day, TlsSession session) {}

    private record Row(Key key, long sessions) {}

    /** How many sessions of a day were alike. */
    public record Count(TlsSession session, long sessions) {}

    public DatabaseTlsSessions(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void count(TlsSession session) {
        Key key = new Key(today().toEpochDay(), session);
        if (unsaved.size() >= MOST_UNSAVED && !unsaved.containsKey(key)) {
            lost.increment();
        } else {
            unsaved.merge(key, 1L, Long::sum);
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Adds to the database what was counted since the last time. What can't be written stays counted. */
    public synchronized void save() {
        long unreported = lost.sumThenReset();
        if (unreported > 0) {
            LOG.warn("{} TLS sessions won't be in any report: too many domains in a minute", unreported);
        }
        List<Row> rows = take();
        for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
            List<Row> part = rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE));
            try {
                database.write(handle -> {
                    part.forEach(row -> add(handle, row));
                    return part;
                });
            } catch (RuntimeException e) {
                rows.subList(from, rows.size()).forEach(row -> unsaved.merge(row.key(), row.sessions(), Long::sum));
                throw e;
            }
        }
    }

    private List<Row> take() {
        List<Row> rows = new ArrayList<>();
        for (Key key : unsaved.keySet()) {
            Long count = unsaved.remove(key);
            if (count != null) {
                rows.add(new Row(key, count));
            }
        }
        // In one order, because two nodes that lock the same rows in two orders would block each other.
        rows.sort(Comparator.comparing((Row row) -> row.key().day())
                .thenComparing(row -> row.key().session().toString()));
        return rows;
    }

    private static void add(Handle handle, Row row) {
        TlsSession session = row.key().session();
        Object[] key = {
            row.key().day(),
            session.domain(),
            session.kind().label(),
            session.policyId(),
            session.host(),
            result(session.failure())
        };
        int known = handle.createUpdate("UPDATE tls_session SET sessions = sessions + ? WHERE day = ? AND domain = ?"
                        + " AND kind = ? AND policy_id = ? AND host = ? AND result = ?")
                .bind(0, row.sessions())
                .bind(1, key[0])
                .bind(2, key[1])
                .bind(3, key[2])
                .bind(4, key[3])
                .bind(5, key[4])
                .bind(6, key[5])
                .execute();
        if (known == 0) {
            handle.execute(
                    "INSERT INTO tls_session (day, domain, kind, policy_id, host, result, sessions)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    key[0],
                    key[1],
                    key[2],
                    key[3],
                    key[4],
                    key[5],
                    row.sessions());
        }
    }

    private static String result(@Nullable TlsFailure failure) {
        return failure == null ? OK : failure.label();
    }

    /** The domains that a day has counts of, in alphabetical order. */
    public List<String> domains(LocalDate day) {
        return database.withHandle(
                handle -> handle.createQuery("SELECT DISTINCT domain FROM tls_session WHERE day = ? ORDER BY domain")
                        .bind(0, day.toEpochDay())
                        .mapTo(String.class)
                        .list());
    }

    /** What a day has counted of a domain, without what isn't saved yet. */
    public List<Count> counts(LocalDate day, String domain) {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT kind, policy_id, host, result, sessions FROM tls_session"
                                + " WHERE day = ? AND domain = ? ORDER BY kind, policy_id, host, result")
                .bind(0, day.toEpochDay())
                .bind(1, domain)
                .map((row, context) -> new Count(
                        new TlsSession(
                                domain,
                                TlsSession.Kind.of(row.getString(1)),
                                row.getString(2),
                                row.getString(3),
                                OK.equals(row.getString(4)) ? null : TlsFailure.of(row.getString(4))),
                        row.getLong(5)))
                .list());
    }

    /** Deletes what is older than a month. */
    public void prune() {
        OldRows.byConstraint(database, "tls_session", "day", "tls_session_key")
                .deleteBelow(today().minusDays(DAYS_KEPT).toEpochDay());
    }
}
