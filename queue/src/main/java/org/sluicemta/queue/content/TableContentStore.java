package org.sluicemta.queue.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.content.ContentTable;
import org.sluicemta.content.ContentTable.Holding;
import org.sluicemta.mail.MessageContent;

/**
 * The content store in a database shared by several servers. Who needs content is stored there, so a start has nothing
 * to find out. What a crashed server left behind is found by scanning the queues, one server at a time. Content that
 * two scans some time apart didn't see, and that nobody forwarded in the meantime, is deleted.
 */
public final class TableContentStore implements ContentStore {
    private static final Logger LOG = LoggerFactory.getLogger(TableContentStore.class);

    private final ContentTable table;
    private final TableTuning tuning;
    private final InstantSource clock;
    private final Releases releases;
    private final TableUse use;
    private final ContentCounts counts;
    private volatile @Nullable Look look;
    private volatile Instant mineUntil = Instant.MIN;

    private record Look(Instant began, ContentMarks seen) {}

    public TableContentStore(ContentTable table, TableTuning tuning, InstantSource clock) {
        this.table = table;
        this.tuning = tuning;
        this.clock = clock;
        this.releases = new Releases(table);
        this.use = new TableUse(table, clock);
        this.counts = new ContentCounts(use::get);
    }

    @Override
    public void start() {
        releases.start();
    }

    @Override
    public ContentRef put(MessageContent content, int[] recipients) throws IOException {
        try (InputStream in = content.open()) {
            long began = System.nanoTime();
            ContentTable.Entry entry = table.put(in, recipients, clock.instant());
            counts.put(entry.length());
            counts.flushed(System.nanoTime() - began);
            return ContentRef.inTable(entry.number(), entry.length(), entry.checksum());
        }
    }

    /** Nothing to wait for, because put has committed it. */
    @Override
    public void awaitDurable(ContentRef ref) {}

    @Override
    public StoredContent open(ContentRef ref) {
        return new StoredContent(
                ref,
                () -> ref.isInTable() ? new TableStream(table, clock, ref) : new ContentElsewhere(ref),
                Optional::empty);
    }

    @Override
    public void release(ContentRef ref, int[] recipients) {
        if (ref.isInTable()) {
            releases.add(new Holding(ref.offset(), recipients));
        }
    }

    @Override
    public void resend(Collection<ContentRef> refs) throws IOException {
        List<Long> numbers = refs.stream()
                .filter(ContentRef::isInTable)
                .map(ContentRef::offset)
                .distinct()
                .toList();
        table.touch(numbers, clock.instant());
    }

    /** A scan will find it, like what a crashed server left behind. */
    @Override
    public void doubt(ContentRef ref, int[] recipients) {}

    @Override
    public boolean wantsToSee() {
        return look != null;
    }

    @Override
    public void seen(ContentRef ref, int[] recipients) {
        held(ref);
    }

    @Override
    public void held(ContentRef ref) {
        Look now = look;
        if (now != null && ref.isInTable()) {
            now.seen().add(ref.offset());
        }
    }

    @Override
    public boolean beginLook() throws IOException {
        Instant now = clock.instant();
        if (look == null || !now.isBefore(mineUntil)) {
            look = null;
            if (!table.beginLook(now, tuning.longestLook())) {
                return false;
            }
            mineUntil = now.plus(tuning.longestLook());
        }
        look = new Look(now, new ContentMarks());
        return true;
    }

    @Override
    public void allSeen() throws IOException {
        Look ended = look;
        if (ended == null) {
            return;
        }
        look = null;
        Instant now = clock.instant();
        long deleted = table.sweep(
                ended.seen()::has,
                ended.began().minus(tuning.underWay()),
                tuning.condemned(),
                now,
                now.plus(tuning.looks()));
        if (deleted > 0) {
            LOG.info("Deleted the content of {} messages that nothing in the queues refers to", deleted);
        }
    }

    @Override
    public ContentCounts counts() {
        return counts;
    }

    @Override
    public void close() throws IOException {
        try {
            releases.close(tuning.patience());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the content store ended");
        }
    }
}
