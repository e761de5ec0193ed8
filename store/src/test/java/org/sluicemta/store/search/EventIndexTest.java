package org.sluicemta.store.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.event.AttemptFacts;
import org.sluicemta.event.ClientFacts;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventQuery;
import org.sluicemta.event.EventSearch;
import org.sluicemta.event.EventType;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.Occurrence;
import org.sluicemta.event.QueryTerm;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.store.event.EventJournal;
import org.sluicemta.store.event.EventJson;
import org.sluicemta.store.event.JournalReader;
import org.sluicemta.store.event.JournalSettings;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;
import org.sluicemta.testing.event.Occurrences;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.time.MutableClock;

@Timeout(60)
class EventIndexTest {
    @TempDir
    Path home;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-28T12:00:00Z"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id=000000000000A | Queued Bounced",
                "id=000000000000a and type=bounced | Bounced",
                "recipient=ANN@Example.COM | Queued Bounced Delivered",
                "domain=EXAMPLE.com and tenant=acme | Queued Bounced",
                "sender=news@acme.example | Queued Bounced",
                "tenant=acme,other | Queued Bounced Delivered",
                "tenant=other and recipient=ann@example.com | Delivered",
                "stream=marketing and campaign=spring | Queued Bounced",
                "pool=mkt and source=mkt-1 and site=example | Queued Bounced",
                "class=unknown-recipient | Bounced",
                "code=550 | Bounced",
                "code=550,250 | Bounced Delivered",
                "status=5.1.1 | Bounced",
                "words=mailbox | Bounced",
                "words=\"UNKNOWN mailbox\" | Bounced",
                "words=\"mailbox full\" | ``",
                "recipient=bob@example.com | ``",
            })
    void findsByEveryTerm(String query, String types) throws Exception {
        journal(log -> {
            append(log, new Occurrence.Queued(ACME));
            append(log, bounced(ACME));
            append(log, Occurrences.of(EventType.DELIVERED, OTHER));
        });
        assertThat(found(EventQuery.parse(query)))
                .containsExactlyElementsOf(Stream.of(types.split(" "))
                        .filter(type -> !type.isEmpty())
                        .toList()
                        .reversed());
    }

    @Test
    void findsByTheMessageIdFieldWithBracketsOrWithout() throws Exception {
        ClientFacts client = ClientFacts.ofMail(null, 100).carrying("<a.b@Shop.example>");
        journal(log -> append(log, new Occurrence.Received(ACME, client)));
        assertThat(found(EventQuery.parse("message-id=<a.b@Shop.example>"))).containsExactly("Received");
        assertThat(found(EventQuery.parse("message-id=a.b@Shop.example"))).containsExactly("Received");
        assertThat(found(EventQuery.parse("message-id=A.B@shop.example"))).isEmpty();
    }

    @Test
    void findsWithinATime() throws Exception {
        Instant first = clock.instant();
        journal(log -> {
            append(log, new Occurrence.Queued(ACME));
            clock.advance(Duration.ofDays(1));
            append(log, bounced(ACME));
            clock.advance(Duration.ofDays(1));
            append(log, Occurrences.of(EventType.DELIVERED, OTHER));
        });
        Instant second = first.plus(Duration.ofDays(1));
        assertThat(found(EventQuery.ALL.within(null, second))).containsExactly("Queued");
        assertThat(found(EventQuery.ALL.within(second, second.plusSeconds(1)))).containsExactly("Bounced");
        assertThat(found(EventQuery.ALL.within(second, null))).containsExactly("Delivered", "Bounced");
        try (Stream<Path> days = Files.list(home.resolve("index"))) {
            assertThat(days.map(day -> day.getFileName().toString()).sorted())
                    .containsExactly("2026-11-28", "2026-11-29", "2026-11-30");
        }
    }

    @Test
    void pagesThroughEventsWithoutLosingOne() throws Exception {
        journal(log -> {
            for (int i = 0; i < 25; i++) {
                append(log, new Occurrence.Queued(ACME));
                clock.advance(Duration.ofHours(3));
            }
        });
        try (StoredIndex index = index()) {
            List<String> ids = new ArrayList<>();
            @Nullable String page = null;
            do {
                EventSearch.Found found = index.search().find(EventQuery.ALL, 10, page);
                found.lines().forEach(line -> ids.add(EventJson.parse(line).id()));
                page = found.next().orElse(null);
            } while (page != null);
            assertThat(ids).hasSize(25).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));
        }
    }

    @Test
    void listsMessagesTheLastAcceptedFirstAndEachOnce() throws Exception {
        journal(log -> {
            for (int i = 1; i <= 7; i++) {
                append(log, new Occurrence.Queued(message(i)));
            }
            clock.advance(Duration.ofDays(1));
            append(log, bounced(message(2))); // a late one doesn't make the message younger
        });
        EventQuery ann = EventQuery.of(QueryTerm.RECIPIENT, "ann@example.com");
        try (StoredIndex index = index()) {
            EventSearch.FoundMessages first = index.search().messages(List.of(ann), 4, null);
            assertThat(first.ids()).extracting(MessageId::value).containsExactly(7L, 6L, 5L, 4L);
            assertThat(first.more()).isTrue();
            EventSearch.FoundMessages second =
                    index.search().messages(List.of(ann), 4, first.ids().getLast());
            assertThat(second.ids()).extracting(MessageId::value).containsExactly(3L, 2L, 1L);
            assertThat(second.more()).isFalse();
        }
    }

    @Test
    void tellsAMessagesHistoryInOrderForOneRecipientOrAll() throws Exception {
        MailFacts whole = MailFacts.about(new MessageId(10)).from(EmailAddress.parse("news@acme.example"));
        MailFacts bob = message(10).to(EmailAddress.parse("bob@example.org"));
        journal(log -> {
            append(log, new Occurrence.Queued(message(10)));
            append(log, new Occurrence.Queued(bob));
            append(log, Occurrences.of(EventType.RECEIVED, whole));
            append(log, Occurrences.of(EventType.DELIVERED, bob));
            append(log, bounced(message(10)));
        });
        try (StoredIndex index = index()) {
            EventSearch search = index.search();
            assertThat(types(search.history(new MessageId(10), null, 100)))
                    .containsExactly("Queued", "Queued", "Received", "Delivered", "Bounced");
            assertThat(types(search.history(new MessageId(10), "BOB@example.org", 100)))
                    .containsExactly("Queued", "Received", "Delivered");
            assertThat(search.history(new MessageId(11), null, 100)).isEmpty();
        }
    }

    @Test
    void continuesWhereItStopped() throws Exception {
        journal(log -> append(log, new Occurrence.Queued(ACME)));
        journal(log -> append(log, bounced(ACME)));
        assertThat(found(EventQuery.ALL)).containsExactly("Bounced", "Queued");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-28", "2026-11-29", "2026-11-30"})
    void makesAgainWhatIsMissing(String day) throws Exception {
        threeDays();
        new DayDirectories(home.resolve("index")).delete(LocalDate.parse(day));
        journal(log -> {});
        assertThat(found(EventQuery.ALL)).containsExactly("Delivered", "Bounced", "Queued");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-28", "2026-11-29", "2026-11-30"})
    void makesAgainWhatIsDamaged(String day) throws Exception {
        threeDays();
        try (Stream<Path> files = Files.list(home.resolve("index").resolve(day))) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("segments"))
                    .toList()) {
                Files.write(file, new byte[20]);
            }
        }
        journal(log -> {});
        assertThat(found(EventQuery.ALL)).containsExactly("Delivered", "Bounced", "Queued");
    }

    @Test
    void forgetsWhatTheJournalForgets() throws Exception {
        threeDays();
        try (Stream<Path> files = Files.list(home.resolve("log"))) {
            Files.delete(files.sorted().findFirst().orElseThrow());
        }
        assertThat(found(EventQuery.ALL)).containsExactly("Delivered", "Bounced");
        journal(log -> {});
        assertThat(home.resolve("index/2026-11-28")).doesNotExist();
        assertThat(home.resolve("index/2026-11-29")).exists();
    }

    @Test
    void makesAgainWhatWasIndexedButLostFromTheJournal() throws Exception {
        journal(log -> {
            append(log, new Occurrence.Queued(ACME));
            append(log, bounced(ACME));
        });
        try (Stream<Path> files = Files.list(home.resolve("log"))) {
            Path file = files.findFirst().orElseThrow();
            String first = Files.readAllLines(file).getFirst();
            Files.writeString(file, first + "\n"); // a power cut takes the end
        }
        journal(log -> append(log, Occurrences.of(EventType.DELIVERED, OTHER)));
        assertThat(found(EventQuery.ALL)).containsExactly("Delivered", "Queued");
    }

    @Test
    void fallsBehindWithoutADiskAndCatchesUp() throws Exception {
        Path blocked = home.resolve("index");
        Files.writeString(blocked, "not a directory");
        try (EventJournal log = open();
                EventIndexer indexer = indexer()) {
            append(log, new Occurrence.Queued(ACME));
            log.flushed().toCompletableFuture().join();
            indexer.start();
            Waiting.until("a fault", () -> indexer.state().fault().isPresent());
            assertThat(indexer.state().lagEvents()).isPositive();
            assertThat(indexer.state().failures()).isPositive();
        }
        Files.delete(blocked);
        journal(log -> {});
        assertThat(found(EventQuery.ALL)).containsExactly("Queued");
    }

    @Test
    void findsWhatWasWrittenASecondAgo() throws Exception {
        JournalReader reader = new JournalReader(home.resolve("log"));
        try (EventJournal log = open();
                EventIndexer indexer = indexer()) {
            indexer.start();
            EventSearch search = IndexedEventSearch.of(indexer, reader);
            append(log, new Occurrence.Queued(ACME));
            log.flushed().toCompletableFuture().join();
            Waiting.until(
                    "the event",
                    () -> !search.find(EventQuery.ALL, 10, null).lines().isEmpty());
            assertThat(search.state().lagEvents()).isZero();
        }
    }

    private static final MailFacts ACME = new MailFacts(
            new MessageId(10),
            new TenantId("acme"),
            new StreamId("marketing"),
            new PoolId("mkt"),
            new SourceId("mkt-1"),
            new SiteId("example"),
            null,
            EmailAddress.parse("News@acme.example"),
            EmailAddress.parse("Ann@example.com"),
            null,
            new CampaignId("spring"));

    private static final MailFacts OTHER = MailFacts.about(new MessageId(11))
            .of(new TenantId("other"), new StreamId("transactional"))
            .to(EmailAddress.parse("ann@example.com"));

    private static MailFacts message(long id) {
        return MailFacts.about(new MessageId(id)).to(EmailAddress.parse("ann@example.com"));
    }

    private static Occurrence bounced(MailFacts mail) {
        AttemptFacts attempt = AttemptFacts.of(1, null, new SmtpReply(550, "5.1.1", "Mailbox <ann> unknown, sorry"));
        return new Occurrence.Bounced(mail, attempt.judged(ResponseClass.UNKNOWN_RECIPIENT), true);
    }

    private interface Writing {
        void into(EventJournal log);
    }

    private void threeDays() throws Exception {
        journal(log -> {
            append(log, new Occurrence.Queued(ACME));
            log.flushed().toCompletableFuture().join();
            clock.advance(Duration.ofDays(1));
            append(log, bounced(ACME));
            log.flushed().toCompletableFuture().join();
            clock.advance(Duration.ofDays(1));
            append(log, Occurrences.of(EventType.DELIVERED, OTHER));
        });
    }

    private static void append(EventJournal log, Occurrence what) {
        Event unused = log.append(what);
    }

    /** Runs journal and index as the server does, and stops them in its order. */
    private void journal(Writing writing) throws IOException {
        try (EventIndexer indexer = indexer();
                EventJournal log = open()) {
            indexer.start();
            writing.into(log);
        }
    }

    private EventJournal open() throws IOException {
        return EventJournal.open(JournalSettings.in(home.resolve("log")), clock, 1);
    }

    private EventIndexer indexer() {
        return new EventIndexer(home.resolve("index"), new JournalReader(home.resolve("log")), clock);
    }

    private StoredIndex index() throws IOException {
        return StoredIndex.open(home.resolve("index"), new JournalReader(home.resolve("log")))
                .orElseThrow();
    }

    private List<String> found(EventQuery query) throws IOException {
        try (StoredIndex index = index()) {
            return types(index.search().find(query, 100, null).lines());
        }
    }

    private static List<String> types(List<String> lines) {
        return lines.stream().map(line -> EventJson.parse(line).type().label()).toList();
    }
}
