package org.sluicemta.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.delivery.guard.ReputationGuard;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventType;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.Occurrence;
import org.sluicemta.event.ReportFacts;
import org.sluicemta.lane.LaneName;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.queue.lane.LaneControl;
import org.sluicemta.queue.lane.LaneScope;
import org.sluicemta.queue.lane.Pauses;
import org.sluicemta.reputation.FailureRates;
import org.sluicemta.reputation.StreamSuspension;
import org.sluicemta.reputation.StreamSuspensions;
import org.sluicemta.settings.DatabaseSettings;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.event.EventJournal;
import org.sluicemta.store.event.JournalReader;
import org.sluicemta.store.event.JournalSettings;
import org.sluicemta.store.reputation.DatabaseStreamSuspensions;
import org.sluicemta.store.reputation.JournalFailureRates;
import org.sluicemta.tenant.TenantId;
import org.sluicemta.testing.event.Occurrences;

/** The guard on a real broker, a real journal and a real database. */
class GuardIT {
    private static final MailFacts MAIL =
            MailFacts.NONE.of(Road.ACME, Plans.MARKETING).by(Plans.BULK).at(Plans.GMAIL);

    private static final LaneScope ACME_MARKETING = new LaneScope.OfTenantInPool(Plans.BULK, Road.ACME);

    @TempDir
    Path directory;

    private @Nullable Database database;
    private @Nullable EventJournal journal;

    @BeforeEach
    void open() throws Exception {
        Path log = Files.createDirectories(directory.resolve("log"));
        database = Database.open(new DatabaseSettings("jdbc:derby:" + directory.resolve("db"), null, null), log);
        journal = EventJournal.open(JournalSettings.in(log), InstantSource.system(), 0);
    }

    @AfterEach
    void close() throws Exception {
        journal().close();
        database().close();
    }

    private Database database() {
        return Objects.requireNonNull(database);
    }

    private EventJournal journal() {
        return Objects.requireNonNull(journal);
    }

    private Road road() throws Exception {
        return new Road(directory, Plans.plan(Plans.quick(), 1_000), new FakeGateway(10));
    }

    @Test
    void pausesTheMarketingStreamOfWhoBouncesTooMuchAndSaysWhy() throws Exception {
        try (Road road = road()) {
            write(EventType.DELIVERED, 940);
            write(EventType.BOUNCED, 60);
            look(road, rates(road));

            Event paused = road.events.of(EventType.STREAM_PAUSED).getFirst();
            assertThat(Objects.requireNonNull(paused.report()).diagnostic())
                    .contains("hard bounces of stream marketing are 6.00 %, over 5.00 % (60 of 1000 messages)")
                    .contains("sluice queue resume tenant=acme pool=bulk");
            assertThat(paused.mail().tenant()).isEqualTo(Road.ACME);
            assertThat(road.get(Pauses.class).isPaused(ACME_MARKETING)).isTrue();
        }
    }

    @Test
    void holdsBackOnlyThatTenantsMailOfThatStream() throws Exception {
        try (Road road = road()) {
            write(EventType.DELIVERED, 1_000);
            complain(4, "gmail", "yahoo", "outlook");
            look(road, rates(road));

            road.send(
                    road.envelope(Road.ACME, Plans.MARKETING, EnvelopeOptions.NONE, Road.body(200), "held@gmail.test"));
            road.send(road.envelope(
                    Road.ACME, Plans.TRANSACTIONAL, EnvelopeOptions.NONE, Road.body(200), "receipt@gmail.test"));
            road.send(road.envelope(
                    Road.BETA, Plans.MARKETING, EnvelopeOptions.NONE, Road.body(200), "other@gmail.test"));

            assertThat(road.events.await(EventType.DELIVERED, 2))
                    .extracting(event -> String.valueOf(event.mail().recipient()))
                    .containsExactlyInAnyOrder("receipt@gmail.test", "other@gmail.test");
            assertThat(road.get(Pauses.class).covers(new LaneName(Plans.BULK, Plans.GMAIL, Road.ACME)))
                    .isTrue();

            road.get(LaneControl.class).resume(ACME_MARKETING);

            assertThat(road.events.await(EventType.DELIVERED, 3)).hasSize(3);
        }
    }

    @Test
    void staysPausedOverARestartAndAnnouncesItOnce() throws Exception {
        try (Road road = road()) {
            write(EventType.DELIVERED, 900);
            write(EventType.BOUNCED, 100);
            look(road, rates(road));
        }
        try (Road road = road()) {
            look(road, rates(road));
            look(road, rates(road));

            assertThat(road.get(Pauses.class).isPaused(ACME_MARKETING)).isTrue();
            assertThat(road.events.of(EventType.STREAM_PAUSED)).isEmpty();
        }
    }

    @Test
    void finishesWhatACrashInterrupted() throws Exception {
        StreamSuspensions suspensions = new DatabaseStreamSuspensions(database());
        suspensions.begin(
                Road.ACME,
                Plans.MARKETING,
                Plans.BULK,
                "too much",
                InstantSource.system().instant());
        try (Road road = road()) {
            look(road, rates(road));

            assertThat(road.get(Pauses.class).isPaused(ACME_MARKETING)).isTrue();
            assertThat(road.events.of(EventType.STREAM_PAUSED)).hasSize(1);
            assertThat(suspensions.all())
                    .extracting(StreamSuspension::state)
                    .containsExactly(StreamSuspension.State.PAUSED);
        }
    }

    @Test
    void doesNotPauseAgainFromFiguresOfBeforeAPersonResumedIt() throws Exception {
        try (Road road = road()) {
            FailureRates rates = rates(road);
            write(EventType.DELIVERED, 900);
            write(EventType.BOUNCED, 100);
            look(road, rates);
            road.get(LaneControl.class).resume(ACME_MARKETING);
            look(road, rates);
            write(EventType.BOUNCED, 1);
            look(road, rates);

            assertThat(road.events.of(EventType.STREAM_RESUMED)).hasSize(1);
            assertThat(road.get(Pauses.class).isPaused(ACME_MARKETING)).isFalse();

            write(EventType.DELIVERED, 900);
            write(EventType.BOUNCED, 100);
            look(road, rates(road));

            assertThat(road.get(Pauses.class).isPaused(ACME_MARKETING))
                    .as("figures since then are as bad")
                    .isTrue();
        }
    }

    @Test
    void leavesWellBehavedTenantsAlone() throws Exception {
        try (Road road = road()) {
            write(EventType.DELIVERED, 970);
            write(EventType.BOUNCED, 30);
            complain(900, "gmail");
            write(EventType.COMPLAINT, 100);
            look(road, rates(road));

            assertThat(road.events.of(EventType.STREAM_PAUSED)).isEmpty();
            assertThat(new DatabaseStreamSuspensions(database()).all()).isEmpty();
        }
    }

    @Test
    void needsTenComplaintsThatThreeSitesVouchFor() throws Exception {
        try (Road road = road()) {
            write(EventType.DELIVERED, 100);
            write(EventType.COMPLAINT, 4);
            complain(3, "gmail", "yahoo", "outlook");
            look(road, rates(road));
            assertThat(road.events.of(EventType.STREAM_PAUSED))
                    .as("nine, and four forged ones")
                    .isEmpty();

            complain(1, "gmail");
            write(EventType.DELIVERED, 900);
            look(road, rates(road));
            assertThat(road.events.of(EventType.STREAM_PAUSED)).as("the tenth").hasSize(1);
        }
    }

    private FailureRates rates(Road road) {
        return new JournalFailureRates(
                database(),
                new JournalReader(directory.resolve("log")),
                road.get(EgressPlans.class),
                Duration.ofHours(24),
                0,
                InstantSource.system());
    }

    private void look(Road road, FailureRates rates) throws Exception {
        ReputationGuard guard = new ReputationGuard(
                road.get(ServerSettings.class),
                rates,
                new DatabaseStreamSuspensions(database()),
                road.get(EgressPlans.class),
                road.get(LaneControl.class),
                road.get(Pauses.class),
                road.events,
                InstantSource.system());
        Set<TenantId> touched = rates.follow();
        guard.look(touched.isEmpty() ? List.of(Road.ACME) : touched);
    }

    /** So many complaints that each of them vouches for. */
    private void complain(int count, String... reporters) throws Exception {
        for (String reporter : reporters) {
            write(
                    count,
                    new Occurrence.Complaint(
                            MAIL,
                            ReportFacts.suppressing("complaint")
                                    .feedback("abuse")
                                    .vouchedForBy(reporter)));
        }
    }

    private void write(EventType type, int count) throws Exception {
        write(count, Occurrences.of(type, MAIL));
    }

    private void write(int count, Occurrence what) throws Exception {
        for (int i = 0; i < count; i++) {
            journal().append(what);
        }
        journal().flushed().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
