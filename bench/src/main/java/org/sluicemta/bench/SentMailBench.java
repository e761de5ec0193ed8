package org.sluicemta.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sluicemta.egress.SourceId;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.returnpath.SentMail;
import org.sluicemta.settings.DatabaseSettings;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.sent.DatabaseSentMailStore;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * What the record of sends costs: {@code SentMailBench DIRECTORY ROWS [JDBC-URL USER]} writes rows as deliveries do, the
 * older half 70 days old, then forgets that half while four writers go on, and prints rows a second and how long a commit
 * took, before and meanwhile.
 */
public final class SentMailBench {
    private static final int BATCH = 50;
    private static final int WRITERS = 4;

    private final DatabaseSentMailStore store;

    private SentMailBench(DatabaseSentMailStore store) {
        this.store = store;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println("usage: SentMailBench DIRECTORY ROWS [JDBC-URL USER]");
            System.exit(64);
        }
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        int rows = Integer.parseInt(arguments[1]);
        DatabaseSettings settings = arguments.length > 2
                ? new DatabaseSettings(arguments[2], arguments[3], null)
                : new DatabaseSettings("jdbc:derby:" + directory.resolve("derby"), null, null);
        try (Database database = Database.open(settings, directory)) {
            SentMailBench bench = new SentMailBench(new DatabaseSentMailStore(database));
            Instant now = InstantSource.system().instant();
            bench.filling("old", now.minus(Duration.ofDays(70)), rows / 2);
            bench.filling("young", now.minus(Duration.ofDays(10)), rows / 2);
            bench.pruningWhileWriting(now);
        }
    }

    private void filling(String what, Instant first, int rows) throws Exception {
        long start = System.nanoTime();
        List<Long> commits = writing(first, rows, new AtomicBoolean(true));
        print("%s: %d rows, %.0f rows/s, %s", what, rows, rows / seconds(start), times(commits));
    }

    private void pruningWhileWriting(Instant now) throws Exception {
        AtomicBoolean go = new AtomicBoolean(true);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<List<Long>> writing = thread.submit(() -> writing(now, Integer.MAX_VALUE, go));
            long start = System.nanoTime();
            long gone = store.prune(now.minus(Duration.ofDays(60)));
            double took = seconds(start);
            go.set(false);
            List<Long> commits = writing.get();
            print(
                    "pruned %d rows, %.0f rows/s, while %.0f rows/s were written, %s",
                    gone, gone / took, commits.size() * (double) BATCH / took, times(commits));
        }
    }

    /** Four at a time; how long each commit took, in nanoseconds. */
    private List<Long> writing(Instant first, int rows, AtomicBoolean go) throws Exception {
        MessageIdSource ids = new MessageIdSource(() -> first, 1);
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<List<Long>>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(threads.submit(() -> write(ids, first, rows / WRITERS / BATCH, go)));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> writer : writers) {
                all.addAll(writer.get());
            }
            return all;
        }
    }

    private List<Long> write(MessageIdSource ids, Instant at, int batches, AtomicBoolean go) {
        List<Long> commits = new ArrayList<>();
        for (int i = 0; i < batches && go.get(); i++) {
            List<SentMail> batch = new ArrayList<>();
            for (int j = 0; j < BATCH; j++) {
                MessageId id = ids.next();
                batch.add(new SentMail(
                        id,
                        0,
                        new TenantId("acme"),
                        new StreamId("marketing"),
                        EmailAddress.parse("somebody." + id.value() + "@example.org"),
                        new SourceId("mkt-1"),
                        at,
                        null));
            }
            long start = System.nanoTime();
            store.record(batch);
            commits.add(System.nanoTime() - start);
        }
        return commits;
    }

    private static String times(List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "commits of %d rows: median %.1f ms, 99 %% within %.1f ms, longest %.0f ms",
                BATCH,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                Arrays.stream(sorted).max().orElse(0) / 1e6);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
