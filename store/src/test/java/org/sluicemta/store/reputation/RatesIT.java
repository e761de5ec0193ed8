package org.sluicemta.store.reputation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.egress.EgressNetworks;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.EgressSite;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.event.EventType;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.Occurrence;
import org.sluicemta.event.ReportFacts;
import org.sluicemta.reputation.FailureRates;
import org.sluicemta.reputation.RateCounts;
import org.sluicemta.reputation.RateKey;
import org.sluicemta.reputation.RateKind;
import org.sluicemta.reputation.StreamSuspension;
import org.sluicemta.reputation.StreamSuspensions;
import org.sluicemta.store.database.DatabaseContract;
import org.sluicemta.store.event.EventJournal;
import org.sluicemta.store.event.JournalReader;
import org.sluicemta.store.event.JournalSettings;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;
import org.sluicemta.testing.event.Occurrences;
import org.sluicemta.testing.time.MutableClock;

/** What the figures say, whatever database they are saved in. */
class RatesIT extends DatabaseContract {
    static final TenantId ACME = new TenantId("acme");
    static final StreamId NEWS = new StreamId("news");
    static final Duration WINDOW = Duration.ofHours(24);
    static final PoolId POOL = new PoolId("bulk");
    private static final MailFacts MAIL =
            MailFacts.NONE.of(ACME, NEWS).by(POOL).by(new SourceId("src")).at(new SiteId("gmail"));

    @TempDir
    Path log;

    final MutableClock clock = new MutableClock();
    private @Nullable EventJournal journal;

    @BeforeEach
    void startEmpty() throws IOException {
        database().useHandle(handle -> {
            handle.execute("DELETE FROM rate_count");
            handle.execute("DELETE FROM rate_place");
            handle.execute("DELETE FROM stream_hold");
        });
        journal = EventJournal.open(JournalSettings.in(log), clock, 0);
    }

    @AfterEach
    void closeJournal() throws IOException {
        journal().close();
    }

    private EventJournal journal() {
        return Objects.requireNonNull(journal);
    }

    FailureRates rates(int node) {
        return new JournalFailureRates(
                database(), new JournalReader(log), new EgressPlans(plan()), WINDOW, node, clock);
    }

    @Test
    void countsWhatTheJournalSays() throws Exception {
        write(EventType.DELIVERED, 97, false);
        write(EventType.BOUNCED, 3, true);
        write(EventType.BOUNCED, 5, false);
        write(EventType.REMOTE_BOUNCE, 2, true);
        complain("yahoo");
        write(EventType.COMPLAINT, 7, true);
        write(EventType.QUEUED, 50, false);

        FailureRates rates = rates(0);

        assertThat(rates.follow()).containsExactly(ACME);
        RateCounts counts = rates.ofTenant(ACME, Instant.EPOCH);
        assertThat(counts).isEqualTo(new RateCounts(97, 3, 2, 1));
        assertThat(counts.hardBouncePercent()).isEqualTo(5.0);
        assertThat(rates.ofStream(ACME, NEWS, Instant.EPOCH)).isEqualTo(counts);
        assertThat(rates.all()).containsEntry(new RateKey(ACME, RateKind.SOURCE, "src"), counts);
        assertThat(rates.all()).containsEntry(new RateKey(ACME, RateKind.SITE, "gmail"), counts);
    }

    @Test
    void countsWhoVouchesForComplaints() throws Exception {
        complain("yahoo");
        complain("yahoo");
        complain("gmail");
        write(EventType.COMPLAINT, 5, true);
        FailureRates rates = rates(0);
        rates.follow();
        FailureRates restarted = rates(0);
        restarted.follow();

        assertThat(restarted.reporters(ACME, Instant.EPOCH)).isEqualTo(2);
        assertThat(restarted.ofTenant(ACME, Instant.EPOCH).complaints()).isEqualTo(3);
        assertThat(restarted.all())
                .containsEntry(new RateKey(ACME, RateKind.REPORTER, "yahoo"), new RateCounts(0, 0, 0, 2));
    }

    @Test
    void goesOnAfterALineThatIsDamaged() throws Exception {
        write(EventType.DELIVERED, 3, false);
        damage("\"tenant\":\"acme\"", "\"tenant\":\"acme]");
        write(EventType.DELIVERED, 2, false);
        FailureRates rates = rates(0);

        rates.follow();

        assertThat(rates.ofTenant(ACME, Instant.EPOCH).delivered()).isEqualTo(4);
    }

    /** What a bad sector does to the first line that has this. */
    private void damage(String text, String by) throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            Path file = files.filter(each -> each.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
            int at = Files.readString(file, UTF_8).indexOf(text);
            assertThat(at).isPositive();
            try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
                access.seek(at);
                access.write(by.getBytes(UTF_8));
            }
        }
    }

    @Test
    void countsEveryEventOnceOverARestart() throws Exception {
        write(EventType.DELIVERED, 10, false);
        rates(0).follow();
        write(EventType.DELIVERED, 10, false);

        FailureRates again = rates(0);
        again.follow();
        again.follow();

        assertThat(again.ofTenant(ACME, Instant.EPOCH).delivered()).isEqualTo(20);
    }

    @Test
    void forgetsWhatLeavesTheWindow() throws Exception {
        FailureRates rates = rates(0);
        write(EventType.DELIVERED, 10, false);
        rates.follow();
        clock.advance(WINDOW.dividedBy(2));
        write(EventType.DELIVERED, 1, false);
        rates.follow();
        clock.advance(WINDOW.dividedBy(2).plusSeconds(1));

        assertThat(rates.ofTenant(ACME, Instant.EPOCH).delivered()).isEqualTo(1);
        rates.follow();
        assertThat(rows()).as("saved rows that left the window").isEqualTo(3);
    }

    @Test
    void beginsAnewFromAnInstantOn() throws Exception {
        FailureRates rates = rates(0);
        write(EventType.DELIVERED, 10, false);
        rates.follow();
        clock.advance(Duration.ofSeconds(1));
        Instant since = clock.instant();
        rates.beginAnew(ACME, since);
        write(EventType.DELIVERED, 2, false);

        FailureRates restarted = rates(0);
        restarted.follow();

        assertThat(restarted.ofTenant(ACME, since).delivered()).isEqualTo(2);
        assertThat(restarted.ofTenant(ACME, Instant.EPOCH).delivered()).isEqualTo(12);
    }

    @Test
    void addsUpTheNodesOfACluster() throws Exception {
        write(EventType.DELIVERED, 10, false);
        rates(1).follow();
        FailureRates rates = rates(0);
        rates.follow();
        clock.advance(Duration.ofMinutes(2));
        rates.follow();

        assertThat(rates.ofTenant(ACME, Instant.EPOCH).delivered()).isEqualTo(20);
    }

    @Test
    void holdsAStreamOnceUntilItIsResumed() {
        StreamSuspensions suspensions = new DatabaseStreamSuspensions(database());

        assertThat(suspensions.begin(ACME, NEWS, POOL, "too bad", clock.instant()))
                .isTrue();
        assertThat(suspensions.begin(ACME, NEWS, POOL, "too bad", clock.instant()))
                .isFalse();

        StreamSuspension suspension = suspensions.find(ACME, NEWS).orElseThrow();
        assertThat(suspensions.move(suspension, StreamSuspension.State.PAUSED, clock.instant()))
                .isTrue();
        assertThat(suspensions.move(suspension, StreamSuspension.State.PAUSED, clock.instant()))
                .isFalse();
        suspensions.move(suspensions.find(ACME, NEWS).orElseThrow(), StreamSuspension.State.RESUMED, clock.instant());
        assertThat(suspensions.begin(ACME, NEWS, POOL, "again", clock.instant()))
                .isTrue();
        assertThat(suspensions.all()).extracting(StreamSuspension::reason).containsExactly("again");
    }

    private long rows() {
        return database()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM rate_count")
                        .mapTo(Long.class)
                        .one());
    }

    /** A complaint that this one vouches for. */
    private void complain(String reporter) throws Exception {
        ReportFacts report =
                ReportFacts.suppressing("complaint").feedback("abuse").vouchedForBy(reporter);
        write(1, new Occurrence.Complaint(MAIL, report));
    }

    private void write(EventType type, int count, boolean suppressed) throws Exception {
        write(count, Occurrences.of(type, MAIL, suppressed));
    }

    private void write(int count, Occurrence what) throws Exception {
        for (int i = 0; i < count; i++) {
            journal().append(what);
        }
        journal().flushed().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static EgressPlan plan() {
        EgressSite gmail = new EgressSite(
                new SiteId("gmail"), List.of("gmail.test"), List.of(), SiteLimits.DEFAULTS, TlsPolicy.NONE);
        EgressSite other = new EgressSite(SiteId.OTHER, List.of(), List.of(), SiteLimits.DEFAULTS, TlsPolicy.NONE);
        return new EgressPlan(
                Map.of(
                        POOL,
                        new EgressPool(
                                POOL, List.of(new EgressSource(new SourceId("src"), null, "mail.example.com", 1)))),
                Map.of(NEWS, POOL),
                Map.of(gmail.id(), gmail),
                other,
                200,
                Map.of(),
                null,
                25,
                Map.of(
                        EgressPlan.DEFAULT_SCHEDULE,
                        new RetrySchedule("default", List.of(Duration.ofSeconds(1)), Duration.ofHours(5))),
                1_000,
                Duration.ofSeconds(1),
                EgressNetworks.ofPort(25));
    }
}
