package org.sluicemta.store.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.ReaderManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.disk.OwnerOnly;
import org.sluicemta.event.EventCursor;
import org.sluicemta.event.SearchState;
import org.sluicemta.store.event.EventJson;
import org.sluicemta.store.event.JournalReader;
import org.sluicemta.store.event.PlacedLine;
import org.sluicemta.store.event.PlacedPage;

/**
 * Feeds the index from the journal, on a thread of its own and never on the path of a message. It rests as long as it
 * works, so it takes half a core at most. If the disk fails or is nearly full, it says so, falls behind, and continues
 * from its last commit.
 */
public final class EventIndexer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventIndexer.class);

    /** What the index takes of the heap before it writes. */
    private static final double BUFFER_MIB = 16;

    private static final int PAGE = 2_000;
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration COMMIT = Duration.ofSeconds(30);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(10);
    private static final Duration LAST_ROUNDS = Duration.ofSeconds(5);

    /** The mail's own files need the rest of the disk more. */
    private static final long ROOM = 512L << 20;

    private static final long USUAL_OCTETS = 500;

    private final Path directory;
    private final DayDirectories directories;
    private final JournalReader journal;
    private final InstantSource clock;
    private final IndexDays days;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ending = lock.newCondition();
    private boolean closing;

    // Used by the thread alone.
    private boolean open;
    private Instant committed;
    private EventCursor committedPlace = EventCursor.BEGINNING;

    private volatile EventCursor place = EventCursor.BEGINNING;
    private volatile Instant upTo;
    private volatile long indexed;
    private volatile long indexedOctets;
    private volatile long failures;
    private volatile @Nullable String fault;

    /** @param directory of the index; created if missing */
    public EventIndexer(Path directory, JournalReader journal, InstantSource clock) {
        LuceneLog.quiet();
        this.directory = directory;
        this.directories = new DayDirectories(directory);
        this.journal = journal;
        this.clock = clock;
        this.days = new IndexDays(directories, journal, BUFFER_MIB);
        this.committed = clock.instant();
        this.upTo = clock.instant();
        this.thread = Thread.ofPlatform()
                .name("event-index")
                .priority(Thread.MIN_PRIORITY)
                .unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        Duration pause = Duration.ZERO;
        while (!awaitEnd(pause)) {
            Instant began = clock.instant();
            try {
                boolean full = round();
                pause = full ? Duration.between(began, clock.instant()) : IDLE;
                over();
            } catch (IOException | RuntimeException e) {
                met(e);
                pause = AFTER_FAULT;
            }
        }
        finish();
    }

    /** Returns whether there is probably more to do. */
    private boolean round() throws IOException {
        open();
        requireRoom();
        PlacedPage page = journal.readPlaced(place, PAGE);
        if (page.gap()) {
            LOG.warn("Index of events: events before {} were deleted before they could be indexed", page.next());
        }
        for (PlacedLine line : page.lines()) {
            add(line);
        }
        place = page.next();
        boolean full = page.lines().size() == PAGE;
        if (!full) {
            upTo = clock.instant();
        }
        if (committed.plus(COMMIT).isBefore(clock.instant())) {
            commit();
            days.deleteOld();
        }
        return full;
    }

    private void open() throws IOException {
        if (!open) {
            OwnerOnly.makeDirectory(directory);
            place = days.open();
            days.deleteOld();
            committedPlace = place;
            open = true;
        }
    }

    private void requireRoom() throws IOException {
        long usable = Files.getFileStore(directory).getUsableSpace();
        if (usable < ROOM) {
            throw new IOException("only " + (usable >> 20) + " MiB are left on the disk of " + directory
                    + "; the index waits until there are " + (ROOM >> 20) + " MiB");
        }
    }

    private void add(PlacedLine line) throws IOException {
        try {
            var event = EventJson.parse(line.line());
            days.add(event, line.place());
            upTo = event.at();
        } catch (IllegalArgumentException e) {
            // A crash may leave such a line. There is nothing to find in it.
            LOG.warn("Index of events: left out the line at {}: {}", line.place(), e.getMessage());
        }
        indexed++;
        indexedOctets += line.line().length() + 1;
    }

    private void commit() throws IOException {
        committed = clock.instant();
        EventCursor reached = place;
        if (!reached.equals(committedPlace)) {
            days.commit(reached);
            committedPlace = reached;
        }
    }

    private void met(Exception e) {
        failures++;
        if (fault == null) {
            LOG.error("Index of events: it falls behind until this is repaired: {}", e.getMessage(), e);
        }
        fault = String.valueOf(e.getMessage());
        closeDays();
    }

    private void over() {
        if (fault != null) {
            LOG.warn("Index of events: events are being indexed again");
            fault = null;
        }
    }

    private void closeDays() {
        open = false;
        try {
            days.close();
        } catch (IOException | RuntimeException e) {
            LOG.warn("Index of events: a file could not be closed: {}", e.getMessage());
        }
    }

    /** What the last messages of a stopping server caused can be found while it is down. */
    private void finish() {
        Instant bound = clock.instant().plus(LAST_ROUNDS);
        try {
            if (fault == null) {
                while (round() && clock.instant().isBefore(bound)) {
                    // another page
                }
                commit();
            }
        } catch (IOException | RuntimeException e) {
            met(e);
        }
        closeDays();
    }

    /** Returns true once it is to end. */
    private boolean awaitEnd(Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (!closing && left > 0) {
                left = ending.awaitNanos(left);
            }
            return closing;
        } catch (InterruptedException e) {
            // Nothing should interrupt this thread; close() ends it with a flag.
            return closing;
        } finally {
            lock.unlock();
        }
    }

    /** How far it has got. */
    public SearchState state() {
        try {
            long behind = journal.octetsAfter(place);
            long mean = indexed == 0 ? USUAL_OCTETS : Math.max(1, indexedOctets / indexed);
            Duration lag = behind == 0 ? Duration.ZERO : Duration.between(upTo, clock.instant());
            return new SearchState(
                    (behind + mean - 1) / mean,
                    lag.isNegative() ? Duration.ZERO : lag,
                    directories.octets(),
                    indexed,
                    failures,
                    Optional.ofNullable(fault));
        } catch (IOException e) {
            return new SearchState(
                    0, Duration.between(upTo, clock.instant()), 0, indexed, failures, Optional.of(e.toString()));
        }
    }

    /** What a search looks at. */
    List<ReaderManager> views() {
        return days.views();
    }

    /** Indexes what the journal has, within a few seconds, and ends. Close the journal first. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            ending.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
