package org.sluicemta.store.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.egress.DueTlsReport;
import org.sluicemta.egress.TlsReports;
import org.sluicemta.egress.TlsSession;
import org.sluicemta.store.database.DatabaseContract;
import org.sluicemta.testing.time.MutableClock;

/** Which reports are due, over restarts and nodes. */
class TlsReportsDueIT extends DatabaseContract {
    private static final LocalDate DAY = LocalDate.of(2026, 6, 15);
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final MutableClock clock = new MutableClock();
    private final DatabaseTlsSessions sessions = new DatabaseTlsSessions(database(), clock);

    @TempDir
    Path home;

    private TlsReports reports;
    private TlsReports otherNode;

    @BeforeEach
    void startEmpty() {
        database().useHandle(handle -> {
            handle.execute("DELETE FROM tls_session");
            handle.execute("DELETE FROM tls_report");
        });
        reports = node();
        otherNode = node();
        session("a.example");
        session("b.example");
        clock.set(Instant.parse("2026-06-16T01:00:00Z"));
    }

    private DatabaseTlsReports node() {
        return new DatabaseTlsReports(home, database(), sessions, new DatabaseStsPolicyStore(database(), clock), clock);
    }

    private void session(String domain) {
        sessions.count(new TlsSession(domain, TlsSession.Kind.TLSA, "", "mx.example.org", null));
        sessions.save();
    }

    private void planNow() {
        reports.plan(DAY, domain -> clock.instant());
    }

    private static List<String> domains(List<DueTlsReport> due) {
        return due.stream().map(DueTlsReport::domain).toList();
    }

    @Test
    void isDueOnceAtTheTimeThatWasChosenForIt() {
        Instant one = clock.instant().plus(Duration.ofHours(1));
        reports.plan(DAY, domain -> domain.equals("a.example") ? clock.instant() : one);
        otherNode.plan(DAY, domain -> clock.instant());

        assertThat(domains(reports.take(9, LEASE))).containsExactly("a.example");
        clock.set(one);
        assertThat(domains(otherNode.take(9, LEASE))).containsExactlyInAnyOrder("a.example", "b.example");
    }

    @Test
    void isTakenByOneNode() {
        planNow();

        List<DueTlsReport> taken = reports.take(1, LEASE);
        assertThat(taken).hasSize(1);
        assertThat(domains(otherNode.take(9, LEASE)))
                .hasSize(1)
                .doesNotContain(taken.getFirst().domain());
        assertThat(reports.take(9, LEASE)).isEmpty();
    }

    @Test
    void isTakenAgainWhenItsNodeHasDied() {
        planNow();
        Instant first = clock.instant();
        reports.take(9, LEASE);
        clock.advance(LEASE);

        assertThat(otherNode.take(9, LEASE))
                .contains(new DueTlsReport(DAY, "a.example", "", first, 1))
                .hasSize(2);
    }

    @Test
    void goesToEachOfItsTargetsAndIsNotPlannedAgain() {
        planNow();
        DueTlsReport lookedUp = reports.take(1, LEASE).getFirst();
        reports.ended(reports.take(1, LEASE).getFirst(), TlsReports.End.UNWANTED);
        List<String> targets = List.of("mailto:r@a.example", "https://a.example/r");
        reports.addressed(lookedUp, targets);
        planNow();

        List<DueTlsReport> due = otherNode.take(9, LEASE);
        assertThat(due).extracting(DueTlsReport::target).containsExactlyInAnyOrderElementsOf(targets);
        reports.later(due.getFirst(), clock.instant().plus(Duration.ofHours(2)));
        reports.ended(due.getLast(), TlsReports.End.SENT);
        clock.advance(Duration.ofHours(1));
        assertThat(reports.take(9, LEASE)).isEmpty();
        clock.advance(Duration.ofHours(1));
        assertThat(reports.take(9, LEASE))
                .extracting(DueTlsReport::target)
                .containsExactly(due.getFirst().target());
    }

    @Test
    void isForgottenAfterAMonth() {
        planNow();
        clock.advance(Duration.ofDays(32));
        node().prune();

        assertThat(reports.take(9, LEASE)).isEmpty();
    }
}
