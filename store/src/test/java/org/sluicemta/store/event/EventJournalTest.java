package org.sluicemta.store.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventCursor;
import org.sluicemta.event.EventReader;
import org.sluicemta.event.Occurrence;

@Timeout(60)
class EventJournalTest {
    @TempDir
    Path directory;

    private volatile Instant now = Instant.parse("2026-11-22T23:59:58Z");
    private final InstantSource clock = () -> now;

    @Test
    void hasOnDiskWhatItSaysIsFlushed() throws Exception {
        try (EventJournal journal = open(settings(1 << 20))) {
            Event first = append(journal);
            Event second = append(journal);
            flush(journal);
            assertThat(events()).containsExactly(first, second);
        }
    }

    @Test
    void writesWhatNobodyWaitsFor() throws Exception {
        List<Event> appended = new ArrayList<>();
        try (EventJournal journal = open(settings(1 << 20))) {
            for (int i = 0; i < 1_000; i++) {
                appended.add(append(journal));
            }
        }
        assertThat(events()).isEqualTo(appended);
    }

    @Test
    void keepsIdsAscendingWhenManyAppend() throws Exception {
        try (EventJournal journal = open(settings(1 << 20));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> tasks = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                tasks.add(threads.submit(() -> {
                    for (int j = 0; j < 100; j++) {
                        append(journal);
                    }
                    journal.flushed().toCompletableFuture().join();
                }));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
        }
        assertThat(events()).hasSize(5_000).extracting(Event::id).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void goesOnAfterARestartInTheSameFile() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (EventJournal journal = open(settings(1 << 20))) {
                append(journal);
            }
            now = now.plusMillis(5);
        }
        assertThat(files()).hasSize(1);
        assertThat(events()).hasSize(3).extracting(Event::id).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void givesNoIdTwiceWhenTheClockWasSetBack() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (EventJournal journal = open(settings(1 << 20))) {
                append(journal);
            }
            now = now.minusSeconds(60);
        }
        assertThat(events()).hasSize(3).extracting(Event::id).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void cutsALineThatACrashLeftUnfinished() throws Exception {
        Event whole;
        try (EventJournal journal = open(settings(1 << 20))) {
            whole = append(journal);
        }
        Path file = files().getFirst();
        for (String torn : List.of("{\"event_id\":\"E-00", "\0\0\0\n\0\0\0", "{}\n", "\n\n")) {
            Files.writeString(file, torn, StandardOpenOption.APPEND);
            try (EventJournal journal = open(settings(1 << 20))) {
                assertThat(Files.readString(file)).isEqualTo(EventJson.line(whole) + "\n");
            }
        }
    }

    @Test
    void beginsAFileWhenOneIsFullAndAtMidnight() throws Exception {
        try (EventJournal journal = open(settings(700))) {
            for (int i = 0; i < 3; i++) {
                append(journal);
                append(journal);
                flush(journal);
            }
            now = Instant.parse("2026-11-23T00:00:00Z");
            append(journal);
            flush(journal);
        }
        assertThat(files())
                .extracting(file -> String.valueOf(file.getFileName()))
                .containsExactly(
                        "events-20261122-235958-000.jsonl",
                        "events-20261122-235958-001.jsonl",
                        "events-20261122-235958-002.jsonl",
                        "events-20261123-000000-000.jsonl");
        assertThat(events()).hasSize(7).extracting(Event::id).isSorted();
    }

    @Test
    void deletesFilesByAgeAndBySize() throws Exception {
        JournalSettings twoDays = new JournalSettings(directory, 1, Duration.ofDays(2), 2_000, 1 << 20);
        try (EventJournal journal = open(twoDays)) {
            for (int i = 0; i < 20; i++) {
                append(journal);
                flush(journal);
            }
            long total = 0;
            for (Path file : files()) {
                total += Files.size(file);
            }
            assertThat(total).as("the newest file may go beyond").isBetween(1_000L, 2_600L);
            now = now.plus(Duration.ofDays(3));
            append(journal);
            flush(journal);
            assertThat(files()).hasSize(1);
        }
    }

    @Test
    void failsWhileTheDiskFailsAndLosesNothing() throws Exception {
        Path logs = directory.resolve("log");
        JournalSettings newFileEachTime = new JournalSettings(logs, 1, Duration.ofDays(2), 1 << 20, 1 << 20);
        try (EventJournal journal = open(newFileEachTime)) {
            append(journal);
            flush(journal);
            Files.move(logs, directory.resolve("away"));
            Event kept = append(journal);
            assertThatThrownBy(() -> flush(journal)).hasCauseInstanceOf(IOException.class);
            assertThat(journal.fault())
                    .hasValueSatisfying(fault -> assertThat(fault)
                            .startsWith("events: cannot write to " + logs)
                            .endsWith("Make room on the disk, or move the log directory"));
            Files.createDirectory(logs);
            Event next = append(journal);
            flushSoon(journal);
            assertThat(journal.fault()).isEmpty();
            assertThat(read(logs)).containsExactly(kept, next);
        }
    }

    @Test
    void boundsWhatIsPending() throws Exception {
        Path logs = directory.resolve("log");
        JournalSettings small = new JournalSettings(logs, 1, Duration.ofDays(2), 1 << 20, 64 * 1024);
        try (EventJournal journal = open(small);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Files.delete(logs);
            CountDownLatch appended = new CountDownLatch(1_000);
            for (int i = 0; i < 1_000; i++) {
                threads.execute(() -> {
                    append(journal);
                    appended.countDown();
                });
            }
            assertThat(appended.await(300, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(appended.getCount()).isGreaterThan(1_000 - 2 * 64 * 1024 / 300);
            Files.createDirectory(logs);
            appended.await();
            flushSoon(journal);
            assertThat(read(logs)).hasSize(1_000);
        }
    }

    @Test
    void handsEventsToSubscribersInOrder() throws Exception {
        BlockingQueue<Event> seen = new LinkedBlockingQueue<>();
        try (EventJournal journal = open(settings(1 << 20));
                EventSubscription subscription = journal.subscribe(seen::add)) {
            Event first = append(journal);
            Event second = append(journal);
            assertThat(seen.take()).isEqualTo(first);
            assertThat(seen.take()).isEqualTo(second);
            assertThat(subscription.isDropped()).isFalse();
        }
    }

    @Test
    void dropsASubscriberThatIsTooSlow() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (EventJournal journal = open(settings(64 << 20));
                EventSubscription slow = journal.subscribe(event -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })) {
            for (int i = 0; i < 10_010; i++) {
                append(journal);
            }
            assertThat(slow.isDropped()).isTrue();
        }
    }

    @Test
    void readsOnFromACursorOverFiles() throws Exception {
        EventReader reader = new JournalReader(directory);
        assertThat(reader.end()).isEqualTo(EventCursor.BEGINNING);
        List<String> seen = new ArrayList<>();
        EventCursor cursor = EventCursor.BEGINNING;
        try (EventJournal journal = open(settings(700))) {
            for (int i = 0; i < 25; i++) {
                append(journal);
                flush(journal);
                EventReader.Page page = reader.read(EventCursor.parse(cursor.toString()), 2);
                seen.addAll(page.lines());
                cursor = page.next();
            }
            assertThat(reader.read(reader.end(), 10).lines()).isEmpty();
        }
        assertThat(seen).hasSize(25);
        assertThat(seen.stream().map(EventJson::parse)).isEqualTo(events());
        Files.delete(files().getFirst());
        assertThat(reader.read(EventCursor.BEGINNING, 100).lines()).hasSizeBetween(20, 24);
    }

    @Test
    void refusesEventsWhenClosed() throws Exception {
        EventJournal journal = open(settings(1 << 20));
        journal.close();
        assertThatThrownBy(() -> append(journal)).hasMessage("the event journal is closed");
        assertThatThrownBy(() -> flush(journal)).hasRootCauseMessage("the event journal is closed");
    }

    private EventJournal open(JournalSettings settings) throws IOException {
        return EventJournal.open(settings, clock, 0);
    }

    private JournalSettings settings(long fileBytes) {
        return new JournalSettings(directory, fileBytes, Duration.ofDays(30), 1 << 30, 8 << 20);
    }

    private static Event append(EventJournal journal) {
        return journal.append(new Occurrence.Delivered(EventSamples.MAIL, EventSamples.DELIVERED));
    }

    private static void flush(EventJournal journal) throws Exception {
        journal.flushed().toCompletableFuture().get();
    }

    /** The journal notices at its next try that the disk is back. */
    private static void flushSoon(EventJournal journal) {
        while (journal.flushed()
                        .handle((done, fault) -> fault)
                        .toCompletableFuture()
                        .join()
                != null) {
            Thread.onSpinWait();
        }
    }

    private List<Path> files() throws IOException {
        return new EventFiles(directory).all();
    }

    private List<Event> events() throws IOException {
        return read(directory);
    }

    private static List<Event> read(Path directory) throws IOException {
        return new JournalReader(directory)
                .read(EventCursor.BEGINNING, 100_000).lines().stream()
                        .map(EventJson::parse)
                        .toList();
    }
}
