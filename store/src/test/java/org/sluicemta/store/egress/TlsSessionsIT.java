package org.sluicemta.store.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.TlsFailure;
import org.sluicemta.egress.TlsSession;
import org.sluicemta.store.database.DatabaseContract;
import org.sluicemta.store.egress.DatabaseTlsSessions.Count;
import org.sluicemta.testing.time.MutableClock;

class TlsSessionsIT extends DatabaseContract {
    private static final LocalDate DAY = LocalDate.of(2026, 6, 15);

    private final MutableClock clock = new MutableClock();
    private final DatabaseTlsSessions sessions = new DatabaseTlsSessions(database(), clock);

    @BeforeEach
    void startEmpty() {
        database().useHandle(handle -> handle.execute("DELETE FROM tls_session"));
    }

    private static TlsSession session(String domain, @Nullable TlsFailure failure) {
        return new TlsSession(domain, TlsSession.Kind.STS, "1", "mx.example.org", failure);
    }

    @Test
    void countsOverSavesRestartsAndNodes() {
        TlsSession good = session("example.org", null);
        TlsSession bad = session("example.org", TlsFailure.CERTIFICATE_EXPIRED);
        sessions.count(good);
        sessions.count(good);
        sessions.count(bad);
        assertThat(sessions.counts(DAY, "example.org")).isEmpty();
        sessions.save();
        sessions.save();
        DatabaseTlsSessions other = new DatabaseTlsSessions(database(), clock);
        other.count(good);
        other.save();

        assertThat(sessions.counts(DAY, "example.org"))
                .containsExactlyInAnyOrder(new Count(good, 3), new Count(bad, 1));
        assertThat(sessions.domains(DAY)).containsExactly("example.org");
    }

    @Test
    void keepsDaysAndDomainsApart() {
        TlsSession one = session("a.example", null);
        sessions.count(one);
        clock.advance(Duration.ofDays(1));
        sessions.count(one);
        sessions.count(session("b.example", null));
        sessions.save();

        assertThat(sessions.domains(DAY)).containsExactly("a.example");
        assertThat(sessions.domains(DAY.plusDays(1))).containsExactly("a.example", "b.example");
        assertThat(sessions.counts(DAY.plusDays(1), "a.example")).containsExactly(new Count(one, 1));
    }

    @Test
    void deletesWhatIsOlderThanAMonth() {
        sessions.count(session("a.example", null));
        sessions.save();
        clock.advance(Duration.ofDays(31));
        sessions.prune();
        assertThat(sessions.domains(DAY)).hasSize(1);
        clock.advance(Duration.ofDays(1));
        sessions.prune();

        assertThat(sessions.domains(DAY)).isEmpty();
    }
}
