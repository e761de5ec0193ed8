package org.sluicemta.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.event.AttemptFacts;
import org.sluicemta.event.ClientFacts;
import org.sluicemta.event.EventQuery;
import org.sluicemta.event.EventSearch;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.Occurrence;
import org.sluicemta.event.QueryTerm;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.outcome.DeliveryAttempt;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.store.event.EventJournal;
import org.sluicemta.store.event.JournalReader;
import org.sluicemta.store.event.JournalSettings;
import org.sluicemta.store.search.EventIndexer;
import org.sluicemta.store.search.IndexedEventSearch;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * Writes a month of synthetic events, indexes them, and traces messages: {@code EventIndexBench [events] [traces]}.
 * Leaves them in a temporary directory, and prints events indexed a second (the indexer rests half of the time), octets an event and how long traces take.
 */
public final class EventIndexBench {
    private static final int DAYS = 30;
    private static final int EVENTS_A_MESSAGE = 3;
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Random random = new Random(1);
    private final InstantSource system = InstantSource.system();
    private final Path home;
    private final int messages;

    private EventIndexBench(Path home, int messages) {
        this.home = home;
        this.messages = messages;
    }

    public static void main(String[] arguments) throws IOException {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000_000;
        int traces = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
        EventIndexBench bench =
                new EventIndexBench(Files.createTempDirectory("event-index"), events / EVENTS_A_MESSAGE);
        print("directory: %s%n", bench.home);
        bench.write();
        bench.index(traces);
    }

    private void write() throws IOException {
        long[] now = {system.instant().minus(Duration.ofDays(DAYS)).toEpochMilli()};
        long step = Duration.ofDays(DAYS).toMillis() / messages;
        JournalSettings settings = JournalSettings.in(home.resolve("log"));
        Instant began = system.instant();
        try (EventJournal journal = EventJournal.open(settings, () -> Instant.ofEpochMilli(now[0]), 0)) {
            for (int i = 0; i < messages; i++) {
                write(journal, i, Instant.ofEpochMilli(now[0]));
                now[0] += step;
            }
        }
        print("journal: %,d events in %.1f s%n", messages * EVENTS_A_MESSAGE, seconds(began));
    }

    private void write(EventJournal journal, int i, Instant at) {
        MailFacts whole = MailFacts.about(id(i))
                .of(new TenantId("tenant-" + random.nextInt(200)), new StreamId("marketing"))
                .from(EmailAddress.parse("bounce+" + Integer.toHexString(i) + "@mail.example.org"));
        MailFacts one = whole.to(EmailAddress.parse(recipient(i)))
                .by(new PoolId("marketing"))
                .at(new SiteId("gmail"));
        journal.append(new Occurrence.Received(whole, ClientFacts.ofMail(null, 4096)));
        journal.append(new Occurrence.Queued(one));
        MailFacts sent = one.by(new SourceId("mkt-" + random.nextInt(8)));
        DeliveryAttempt attempt = new DeliveryAttempt(
                new SourceId("mkt-1"),
                "mx" + random.nextInt(20) + ".example.com",
                "192.0.2.1:25",
                "TLSv1.3 TLS_AES_256_GCM_SHA384",
                "opportunistic",
                at,
                Duration.ofMillis(300));
        if (random.nextInt(20) == 0) {
            SmtpReply reply = new SmtpReply(550, "5.1.1", "The email account that you tried to reach does not exist");
            journal.append(new Occurrence.Bounced(
                    sent, AttemptFacts.of(1, attempt, reply).judged(ResponseClass.UNKNOWN_RECIPIENT), true));
        } else {
            SmtpReply reply = new SmtpReply(250, "2.0.0", "OK " + Long.toHexString(random.nextLong()) + " - gsmtp");
            journal.append(new Occurrence.Delivered(sent, AttemptFacts.of(1, attempt, reply)));
        }
    }

    private static MessageId id(int i) {
        return new MessageId(0x3_0000_0000_0000L + i * 32_768L);
    }

    /** Each gets three messages, a third of the month apart. */
    private String recipient(int i) {
        return "user" + i % Math.max(1, messages / 3) + "@domain" + i % 1_000 + ".example";
    }

    private void index(int traces) throws IOException {
        JournalReader reader = new JournalReader(home.resolve("log"));
        Instant began = system.instant();
        try (EventIndexer indexer = new EventIndexer(home.resolve("index"), reader, system)) {
            indexer.start();
            do {
                LockSupport.parkNanos(LOOK.toNanos());
            } while (indexer.state().lagEvents() > 0);
            long indexed = indexer.state().indexed();
            long octets = indexer.state().octets();
            print("index: %,d events in %.1f s, %,.0f/s%n", indexed, seconds(began), indexed / seconds(began));
            print("index: %.0f octets an event%n", (double) octets / indexed);
            trace(IndexedEventSearch.of(indexer, reader), traces);
        }
    }

    private void trace(EventSearch search, int traces) throws IOException {
        timed(
                "trace by id",
                traces,
                () -> search.history(id(random.nextInt(messages)), null, 100).size());
        timed("trace by recipient", traces, () -> {
            EventQuery query = EventQuery.of(QueryTerm.RECIPIENT, recipient(random.nextInt(messages)));
            List<MessageId> found = search.messages(List.of(query), 10, null).ids();
            for (MessageId id : found) {
                search.history(id, null, 100);
            }
            return found.size();
        });
        timed(
                "find a tenant's bounces",
                traces / 10,
                () -> search.find(EventQuery.parse("tenant=tenant-" + random.nextInt(200) + " code=550"), 100, null)
                        .lines()
                        .size());
        timed(
                "find words",
                traces / 10,
                () -> search.find(EventQuery.parse("words=\"account exist\""), 100, null)
                        .lines()
                        .size());
    }

    private interface Asking {
        int ask() throws IOException;
    }

    private static void timed(String what, int times, Asking asking) throws IOException {
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            if (asking.ask() == 0) {
                throw new IllegalStateException(what + ": nothing found");
            }
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(millis);
        print("%s: p50 %.2f ms, p99 %.2f ms%n", what, millis[times / 2], millis[times * 99 / 100]);
    }

    private double seconds(Instant since) {
        return Duration.between(since, system.instant()).toMillis() / 1000.0;
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
