package org.sluicemta.store.egress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.sluicemta.egress.DueTlsReport;
import org.sluicemta.egress.StsPolicyStore;
import org.sluicemta.egress.TlsReporter;
import org.sluicemta.egress.TlsReports;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.database.OldRows;

/**
 * A row for each report and the place it goes to, which all nodes share. A node takes a report on by moving its due time,
 * which only one of them can do.
 */
public final class DatabaseTlsReports implements TlsReports {
    private static final int DAYS_KEPT = 31;
    private static final String WAITING = "waiting";

    private final Database database;
    private final DatabaseTlsSessions sessions;
    private final TlsReport report;
    private final TlsReportFiles files;
    private final InstantSource clock;

    private record Row(DueTlsReport report, long due) {}

    /** @param directory for files of reports; created with the first one */
    public DatabaseTlsReports(
            Path directory,
            Database database,
            DatabaseTlsSessions sessions,
            StsPolicyStore policies,
            InstantSource clock) {
        this.database = database;
        this.sessions = sessions;
        this.report = new TlsReport(sessions, policies);
        this.files = new TlsReportFiles(directory, report, sessions, clock);
        this.clock = clock;
    }

    @Override
    public void plan(LocalDate day, Function<String, Instant> due) {
        List<String> missing = database.withHandle(handle -> handle.createQuery(
                        "SELECT DISTINCT s.domain FROM tls_session s WHERE s.day = ? AND NOT EXISTS"
                                + " (SELECT 1 FROM tls_report r WHERE r.day = s.day AND r.domain = s.domain)")
                .bind(0, day.toEpochDay())
                .mapTo(String.class)
                .list());
        for (String domain : missing) {
            Instant first = due.apply(domain);
            database.write(handle -> add(handle, day, domain, "", first));
        }
    }

    /** Nothing if another node has been faster. */
    private static int add(Handle handle, LocalDate day, String domain, String target, Instant due) {
        boolean known = handle.createQuery("SELECT due FROM tls_report WHERE day = ? AND domain = ? AND target = ?")
                .bind(0, day.toEpochDay())
                .bind(1, domain)
                .bind(2, target)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
        return known
                ? 0
                : handle.execute(
                        "INSERT INTO tls_report (day, domain, target, first_due, due, attempts, state)"
                                + " VALUES (?, ?, ?, ?, ?, 0, ?)",
                        day.toEpochDay(),
                        domain,
                        target,
                        due.toEpochMilli(),
                        due.toEpochMilli(),
                        WAITING);
    }

    @Override
    public List<DueTlsReport> take(int most, Duration lease) {
        Instant now = clock.instant();
        List<Row> due = database.withHandle(handle -> handle.createQuery(
                        "SELECT day, domain, target, first_due, attempts, due FROM tls_report"
                                + " WHERE state = ? AND due <= ? ORDER BY due")
                .bind(0, WAITING)
                .bind(1, now.toEpochMilli())
                .setMaxRows(most)
                .map((row, context) -> new Row(
                        new DueTlsReport(
                                LocalDate.ofEpochDay(row.getLong(1)),
                                row.getString(2),
                                row.getString(3),
                                Instant.ofEpochMilli(row.getLong(4)),
                                row.getInt(5)),
                        row.getLong(6)))
                .list());
        return due.stream()
                .filter(row -> isTaken(row, now.plus(lease)))
                .map(Row::report)
                .toList();
    }

    private boolean isTaken(Row row, Instant until) {
        return database.write(handle -> handle.createUpdate("UPDATE tls_report SET due = ?, attempts = attempts + 1"
                                + " WHERE day = ? AND domain = ? AND target = ? AND state = ? AND due = ?")
                        .bind(0, until.toEpochMilli())
                        .bind(1, row.report().day().toEpochDay())
                        .bind(2, row.report().domain())
                        .bind(3, row.report().target())
                        .bind(4, WAITING)
                        .bind(5, row.due())
                        .execute())
                == 1;
    }

    @Override
    public void addressed(DueTlsReport lookedUp, List<String> targets) {
        database.write(handle -> {
            targets.forEach(target -> add(handle, lookedUp.day(), lookedUp.domain(), target, clock.instant()));
            return end(handle, lookedUp, End.SENT);
        });
    }

    @Override
    public void later(DueTlsReport one, Instant due) {
        database.write(handle -> handle.execute(
                "UPDATE tls_report SET due = ? WHERE day = ? AND domain = ? AND target = ?",
                due.toEpochMilli(),
                one.day().toEpochDay(),
                one.domain(),
                one.target()));
    }

    @Override
    public void ended(DueTlsReport one, End end) {
        database.write(handle -> end(handle, one, end));
    }

    private static int end(Handle handle, DueTlsReport one, End end) {
        return handle.execute(
                "UPDATE tls_report SET state = ? WHERE day = ? AND domain = ? AND target = ?",
                end.name().toLowerCase(Locale.ROOT),
                one.day().toEpochDay(),
                one.domain(),
                one.target());
    }

    @Override
    public Optional<byte[]> document(LocalDate day, String domain, TlsReporter reporter) {
        return report.zipped(day, domain, reporter);
    }

    @Override
    public void keepFiles(TlsReporter reporter) {
        try {
            files.write(reporter);
        } catch (IOException e) {
            throw new UncheckedIOException("a file of a report cannot be written: " + e.getMessage(), e);
        }
    }

    /** Deletes what is older than a month. */
    public void prune() {
        long end = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .minusDays(DAYS_KEPT)
                .toEpochDay();
        OldRows.byConstraint(database, "tls_report", "day", "tls_report_key").deleteBelow(end);
    }
}
