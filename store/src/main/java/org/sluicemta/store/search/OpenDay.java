package org.sluicemta.store.search;

import java.io.Closeable;
import java.io.IOException;
import java.time.LocalDate;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.ReaderManager;
import org.apache.lucene.store.Directory;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventCursor;

/** The index of the day that is written to. Used by one thread, except for {@link #readers}. */
final class OpenDay implements Closeable {
    private final LocalDate day;
    private final Directory directory;
    private final EventCursor from;
    private final IndexWriter writer;
    private final ReaderManager readers;
    private EventCursor committed;

    private OpenDay(LocalDate day, Directory directory, EventCursor from, EventCursor to, double bufferMib)
            throws IOException {
        this.day = day;
        this.directory = directory;
        this.from = from;
        this.committed = to;
        this.writer = new IndexWriter(directory, config(bufferMib));
        this.readers = new ReaderManager(writer);
    }

    /** Begins a new one. Its commit is there at once, so a day that can be read always says what it holds. */
    static OpenDay create(LocalDate day, Directory directory, EventCursor from, double bufferMib) throws IOException {
        OpenDay fresh = new OpenDay(day, directory, from, from, bufferMib);
        fresh.commit(from);
        return fresh;
    }

    /** Continues one. */
    static OpenDay resume(LocalDate day, Directory directory, DayCommit commit, double bufferMib) throws IOException {
        return new OpenDay(day, directory, commit.from(), commit.to(), bufferMib);
    }

    private static IndexWriterConfig config(double bufferMib) {
        ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(2, 1);
        return new IndexWriterConfig(EventQueries.WORDS)
                .setRAMBufferSizeMB(bufferMib)
                .setMergeScheduler(merges)
                .setCommitOnClose(false);
    }

    LocalDate day() {
        return day;
    }

    Directory directory() {
        return directory;
    }

    /** Views of the index, including what isn't committed yet. */
    ReaderManager readers() {
        return readers;
    }

    DayCommit committed() {
        return new DayCommit(from, committed);
    }

    void add(Event event, EventCursor place) throws IOException {
        writer.addDocument(EventDocument.of(event, place));
    }

    /** Makes everything before a place of the journal durable. */
    void commit(EventCursor to) throws IOException {
        writer.setLiveCommitData(new DayCommit(from, to).data().entrySet());
        writer.commit();
        committed = to;
    }

    /** A view of what is committed, for searches after this is closed. */
    DirectoryReader reopened() throws IOException {
        return DirectoryReader.open(directory);
    }

    /** Drops what isn't committed, and lets a merge in progress go. The directory stays open. */
    @Override
    public void close() throws IOException {
        try {
            readers.close();
        } finally {
            writer.rollback();
        }
    }
}
