package org.sluicemta.store.egress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.egress.StsPolicyStore.Kept;
import org.sluicemta.egress.TlsFailure;
import org.sluicemta.egress.TlsReporter;
import org.sluicemta.egress.TlsSession;
import org.sluicemta.egress.TlsSession.Kind;
import org.sluicemta.store.database.DatabaseContract;
import org.sluicemta.testing.time.MutableClock;

/** Reports as RFC 8460 section 4.4 and appendix B have them. */
class TlsReportIT extends DatabaseContract {
    private static final String NAME = "mta.sluice.test!example.org!1781481600!1781567999.json.gz";

    private static final TlsReporter REPORTER =
            new TlsReporter("mta.sluice.test", "postmaster@sluice.test", "mta.sluice.test");

    private final MutableClock clock = new MutableClock();
    private final DatabaseTlsSessions sessions = new DatabaseTlsSessions(database(), clock);
    private final DatabaseStsPolicyStore policies = new DatabaseStsPolicyStore(database(), clock);

    @TempDir
    Path home;

    @BeforeEach
    void startEmpty() {
        database().useHandle(handle -> {
            handle.execute("DELETE FROM tls_session");
            handle.execute("DELETE FROM sts_policy");
        });
    }

    private void write() {
        new DatabaseTlsReports(home.resolve("reports"), database(), sessions, policies, clock).keepFiles(REPORTER);
    }

    private void count(Kind kind, String policy, @Nullable TlsFailure failure, int times) {
        for (int i = 0; i < times; i++) {
            sessions.count(new TlsSession("example.org", kind, policy, "mx.example.org", failure));
        }
    }

    private List<String> names() throws IOException {
        Path reports = home.resolve("reports");
        if (!Files.exists(reports)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(reports)) {
            return all.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    private String text() throws IOException {
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(home.resolve("reports").resolve(NAME)))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void writesTheReportOfADayWhenItIsOver() throws IOException {
        Instant now = clock.instant();
        policies.keep(new Kept(
                "example.org",
                "1",
                "version: STSv1\r\nmode: enforce\r\nmx: mx.example.org\r\nmax_age: 86400\r\n",
                now,
                now.plus(Duration.ofDays(9))));
        count(Kind.STS, "1", null, 5);
        count(Kind.STS, "1", TlsFailure.CERTIFICATE_EXPIRED, 2);
        count(Kind.STS, "1", TlsFailure.STARTTLS_NOT_SUPPORTED, 1);
        count(Kind.STS, "", TlsFailure.STS_POLICY_FETCH_ERROR, 1);
        count(Kind.TLSA, "", null, 3);
        sessions.save();
        write();
        assertThat(names()).isEmpty();

        clock.advance(Duration.ofHours(13));
        write();

        assertThat(names()).containsExactly(NAME);
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(text())).isEqualTo(json.readTree("""
                {"organization-name": "mta.sluice.test",
                 "date-range": {"start-datetime": "2026-06-15T00:00:00Z", "end-datetime": "2026-06-15T23:59:59Z"},
                 "contact-info": "postmaster@sluice.test",
                 "report-id": "2026-06-15-example.org@mta.sluice.test",
                 "policies": [
                  {"policy": {"policy-type": "sts", "policy-domain": "example.org"},
                   "summary": {"total-successful-session-count": 0, "total-failure-session-count": 1},
                   "failure-details": [
                    {"result-type": "sts-policy-fetch-error", "receiving-mx-hostname": "mx.example.org",
                     "failed-session-count": 1}]},
                  {"policy": {"policy-type": "sts",
                    "policy-string": ["version: STSv1", "mode: enforce", "mx: mx.example.org", "max_age: 86400"],
                    "policy-domain": "example.org"},
                   "summary": {"total-successful-session-count": 5, "total-failure-session-count": 3},
                   "failure-details": [
                    {"result-type": "certificate-expired", "receiving-mx-hostname": "mx.example.org",
                     "failed-session-count": 2},
                    {"result-type": "starttls-not-supported", "receiving-mx-hostname": "mx.example.org",
                     "failed-session-count": 1}]},
                  {"policy": {"policy-type": "tlsa", "policy-domain": "example.org"},
                   "summary": {"total-successful-session-count": 3, "total-failure-session-count": 0}}]}
                """));
    }

    @Test
    void waitsAMomentForOtherNodesAndWritesOnce() throws IOException {
        count(Kind.TLSA, "", null, 1);
        sessions.save();
        clock.set(Instant.parse("2026-06-16T00:09:00Z"));
        write();
        assertThat(names()).isEmpty();
        clock.set(Instant.parse("2026-06-16T00:11:00Z"));
        write();
        String first = text();
        database().useHandle(handle -> handle.execute("UPDATE tls_session SET sessions = 9"));
        write();

        assertThat(text()).isEqualTo(first);
    }

    @Test
    void catchesUpWhatItMissedAndDeletesWhatIsOld() throws IOException {
        count(Kind.TLSA, "", null, 1);
        sessions.save();
        clock.set(Instant.parse("2026-06-17T20:00:00Z"));
        write();
        assertThat(names()).containsExactly(NAME);
        Files.setLastModifiedTime(home.resolve("reports").resolve(NAME), FileTime.from(clock.instant()));
        clock.advance(Duration.ofDays(32));
        write();

        assertThat(names()).isEmpty();
    }

    /** A domain is what somebody else wrote. */
    @Test
    void writesNothingOutsideItsDirectory() throws IOException {
        sessions.count(new TlsSession("../../x.example", Kind.TLSA, "", "mx.example.org", null));
        sessions.save();
        clock.advance(Duration.ofHours(13));
        write();

        assertThat(names()).isEmpty();
    }
}
