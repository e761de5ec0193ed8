package org.sluicemta.queue.content;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.mail.MessageContent;

/**
 * The content store in local files. Content is appended to segments of 64 MiB. A segment is deleted when nobody needs
 * anything in it, and live content of a nearly dead segment is moved to another one. Who needs what is only known in
 * memory; after a start it is learned from the envelopes.
 */
public final class FileContentStore implements ContentStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileContentStore.class);
    private static final int KIB = 1 << 10;

    /**
     * After this time a commit with an unknown outcome has happened, or never will, because a broker that stalls for
     * two minutes ends itself.
     */
    public static final Duration DOUBT = Duration.ofMinutes(5);

    private final SegmentFiles files;
    private final ContentTuning tuning;
    private final InstantSource clock;
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("content-keeper").factory());
    private final Books books = new Books(new Deletions());
    private final Doubts doubts;
    private final Semaphore waiting;
    private final Appender appender;
    private final LargeContents large;
    private final Compaction compaction;
    private final ContentCounts counts;
    private @Nullable Future<?> winningRoom;
    private @Nullable Closeable lock;

    /** @param directory the store's own; created if it doesn't exist */
    public FileContentStore(Path directory, ContentTuning tuning, InstantSource clock) throws IOException {
        this(new DiskFiles(directory), tuning, clock);
    }

    FileContentStore(SegmentFiles files, ContentTuning tuning, InstantSource clock) {
        this.files = files;
        this.tuning = tuning;
        this.clock = clock;
        this.counts = new ContentCounts(books::use);
        this.doubts = new Doubts(DOUBT);
        this.waiting = new Semaphore(tuning.waiting() / KIB);
        this.appender = new Appender(books, files, tuning, counts);
        this.large = new LargeContents(books, files, tuning.patience());
        this.compaction = new Compaction(books, files, appender, tuning);
    }

    /** Reads what there is, and begins to write. */
    @Override
    public void start() throws IOException {
        lock = files.lock();
        files.removeDrafts();
        new Recovery(files, books).run(clock.millis());
        appender.start();
        long period = tuning.compaction().toMillis();
        winningRoom = keeper.scheduleWithFixedDelay(this::winRoom, period, period, TimeUnit.MILLISECONDS);
    }

    @Override
    public ContentRef put(MessageContent content, int[] recipients) throws IOException {
        if (recipients.length == 0) {
            throw new IllegalArgumentException("content is kept for at least one recipient");
        }
        counts.put(content.size());
        return content.size() >= tuning.ownSegment() ? large.put(content, recipients) : append(content, recipients);
    }

    private ContentRef append(MessageContent content, int[] recipients) throws IOException {
        int room = (int) Math.ceilDiv(RecordFormat.size(content.size()), KIB);
        acquire(room);
        boolean handedOver = false;
        try {
            RecordFormat.Encoded record = RecordFormat.encode(content);
            ContentRef ref = appender.append(record, recipients, () -> waiting.release(room));
            handedOver = true;
            return ref;
        } finally {
            if (!handedOver) {
                waiting.release(room);
            }
        }
    }

    private void acquire(int room) throws IOException {
        try {
            if (!waiting.tryAcquire(room, tuning.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the disk did not take the content of messages in " + tuning.patience());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the disk");
        }
    }

    @Override
    public void awaitDurable(ContentRef ref) throws IOException {
        appender.inMemory().awaitDurable(ref);
    }

    @Override
    public StoredContent open(ContentRef ref) {
        return new StoredContent(
                ref,
                () -> ref.isInTable() ? new ContentElsewhere(ref) : new ContentStream(books, appender, ref),
                () -> appender.inMemory().pieces(ref));
    }

    @Override
    public void release(ContentRef ref, int[] recipients) {
        books.release(ref, recipients);
        appender.inMemory().forget(ref);
        doubts.clear(ref);
    }

    /** Holders are known here, whichever queue their envelope is in. */
    @Override
    public void resend(Collection<ContentRef> refs) {}

    @Override
    public void doubt(ContentRef ref, int[] recipients) {
        doubts.add(ref, recipients, clock.instant());
    }

    @Override
    public boolean wantsToSee() {
        return !books.isAllSeen() || doubts.some();
    }

    @Override
    public void seen(ContentRef ref, int[] recipients) {
        books.seen(ref, recipients);
        doubts.clear(ref);
    }

    /** Envelopes held by this process were seen when it took them. */
    @Override
    public void held(ContentRef ref) {
        doubts.clear(ref);
    }

    /** Needed after a start, and after a commit with an unknown outcome. */
    @Override
    public boolean beginLook() {
        boolean wanted = !books.isAllSeen() || doubts.isDue(clock.instant());
        if (wanted) {
            doubts.beginLook(clock.instant());
        }
        return wanted;
    }

    @Override
    public void allSeen() {
        books.allSeen();
        for (Doubts.Doubt unfounded : doubts.endLook()) {
            release(unfounded.ref(), unfounded.recipients());
        }
    }

    /** What it takes. */
    public ContentUse use() {
        return books.use();
    }

    @Override
    public ContentCounts counts() {
        return counts;
    }

    private void winRoom() {
        try {
            compaction.run();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The content store could not reclaim space and will try again: {}", e.getMessage(), e);
        }
    }

    private void endCompaction() {
        try {
            compaction.end();
        } catch (IOException e) {
            LOG.warn("The end of a segment will be determined at the next start: {}", e.getMessage());
        }
    }

    /** Writes everything pending and ends all segments, so that the next start has nothing to recover. */
    @Override
    public void close() throws IOException {
        try {
            large.close();
            appender.close();
            Future<?> periodic = winningRoom;
            if (periodic != null) {
                periodic.cancel(false);
            }
            keeper.submit(this::endCompaction).get(tuning.patience().toMillis(), TimeUnit.MILLISECONDS);
            keeper.shutdown();
            if (!keeper.awaitTermination(tuning.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the disk did not take the end of the content store in " + tuning.patience());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the content store ended");
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the content store did not end: " + e.getMessage(), e);
        } finally {
            books.closeReading();
            unlock();
        }
    }

    private void unlock() throws IOException {
        Closeable held = lock;
        if (held != null) {
            held.close();
        }
    }

    /** Files are deleted on the keeper's thread. */
    private final class Deletions implements Books.Leftovers {
        private interface Deletion {
            void run() throws IOException;
        }

        @Override
        public void segment(Segment segment) {
            later(() -> {
                files.delete(segment.number());
                segment.closeReading();
            });
        }

        @Override
        public void moves(long segment) {
            later(() -> files.deleteMoves(segment));
        }

        private void later(Deletion deletion) {
            try {
                keeper.execute(() -> delete(deletion));
            } catch (RejectedExecutionException e) {
                LOG.debug("A file of the content store stays until the next start, because the store has ended", e);
            }
        }

        private static void delete(Deletion deletion) {
            try {
                deletion.run();
            } catch (IOException e) {
                LOG.warn(
                        "A content store file could not be deleted and stays until the next start: {}", e.getMessage());
            }
        }
    }
}
