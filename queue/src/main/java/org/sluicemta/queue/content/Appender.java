package org.sluicemta.queue.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Assigns records their position and gets them to disk. Senders hold the lock only briefly. One thread writes what has
 * accumulated, another flushes what was written, and the next batch accumulates in the meantime. So the number of
 * flushes depends on the disk and not on the number of messages. These are platform threads that are never interrupted,
 * because an interrupt closes the file for everyone.
 */
final class Appender {
    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);

    private final Books books;
    private final SegmentFiles files;
    private final ContentTuning tuning;
    private final Flusher flusher;
    private final Condition queued;
    private final Deque<Pending> queue = new ArrayDeque<>();
    private final RecordsInMemory inMemory;
    private final ByteBuffer buffer;
    /** Ends of segments that failed. Used by the writer only. */
    private final List<Pending> cutOff = new ArrayList<>();

    private final Thread writer = Thread.ofPlatform().name("content-writer").unstarted(this::write);
    private @Nullable Segment current;
    private boolean closing;

    Appender(Books books, SegmentFiles files, ContentTuning tuning, FlushMeter meter) {
        this.books = books;
        this.files = files;
        this.tuning = tuning;
        this.inMemory = new RecordsInMemory(tuning);
        this.queued = books.lock.newCondition();
        this.flusher = new Flusher(books, this, meter);
        this.buffer = ByteBuffer.allocateDirect(Math.toIntExact(RecordFormat.size(2L * tuning.ownSegment())));
    }

    void start() {
        writer.start();
    }

    /** @param done run when the record is on disk or has failed */
    ContentRef append(RecordFormat.Encoded record, int[] recipients, Runnable done) throws IOException {
        int size = record.octets().length;
        books.lock.lock();
        try {
            if (closing) {
                throw new IOException("the content store is stopped");
            }
            Segment segment = roomFor(size);
            long offset = segment.size;
            RecordFormat.putHeader(
                    ByteBuffer.wrap(record.octets()),
                    segment.number(),
                    offset,
                    new RecordFormat.Header(record.checksum(), record.length(), segment.durable));
            segment.holds.hold(offset, size, recipients);
            segment.size += size;
            CompletableFuture<Void> durable = new CompletableFuture<>();
            durable.whenComplete((nothing, failure) -> done.run());
            enqueue(new Pending(segment, offset, record.octets(), durable, false));
            return new ContentRef(segment.number(), offset, record.length(), record.checksum());
        } finally {
            books.lock.unlock();
        }
    }

    private Segment roomFor(int size) {
        Segment segment = current;
        if (segment != null && segment.size + size > tuning.segmentSize()) {
            rotate();
            segment = null;
        }
        if (segment == null) {
            segment = books.begin(files);
            current = segment;
        }
        return segment;
    }

    private void enqueue(Pending record) {
        if (!record.footer()) {
            inMemory.add(record);
        }
        queue.add(record);
        queued.signal();
    }

    /** Ends the current segment if it has that many octets that nobody needs. */
    void rotateWhenDead(long octets, double share) {
        books.lock.lock();
        try {
            Segment segment = current;
            if (segment != null && segment.dead() >= octets && segment.dead() >= share * segment.size) {
                rotate();
            }
        } finally {
            books.lock.unlock();
        }
    }

    private void rotate() {
        Segment segment = current;
        current = null;
        if (segment != null) {
            enqueue(footer(segment));
        }
    }

    private static Pending footer(Segment segment) {
        ByteBuffer octets = ByteBuffer.allocate(RecordFormat.HEADER);
        RecordFormat.putFooter(octets, segment.number(), segment.size);
        return new Pending(segment, segment.size, octets.array(), new CompletableFuture<>(), true);
    }

    RecordsInMemory inMemory() {
        return inMemory;
    }

    private void write() {
        while (true) {
            List<Pending> batch = takeQueued();
            if (batch.isEmpty()) {
                return;
            }
            write(batch);
            batch.addAll(cutOff);
            cutOff.clear();
            flusher.flush(batch);
        }
    }

    /** Records of a segment follow each other without gaps. */
    private void write(List<Pending> batch) {
        Segment segment = null;
        long start = 0;
        for (Pending record : batch) {
            if (record.segment() != segment || buffer.remaining() < record.octets().length) {
                writeBuffer(segment, start);
                segment = record.segment();
                start = record.offset();
            }
            buffer.put(record.octets());
        }
        writeBuffer(segment, start);
    }

    private List<Pending> takeQueued() {
        books.lock.lock();
        try {
            while (queue.isEmpty() && !closing) {
                queued.awaitUninterruptibly();
            }
            List<Pending> batch = new ArrayList<>(queue);
            queue.clear();
            return batch;
        } finally {
            books.lock.unlock();
        }
    }

    private void writeBuffer(@Nullable Segment segment, long start) {
        buffer.flip();
        try {
            if (segment != null && segment.end > start) {
                writing(segment).write(buffer, start);
            }
        } catch (IOException e) {
            fail(segment, start, e);
            cutOff(segment, start);
        } finally {
            buffer.clear();
        }
    }

    private SegmentFiles.Writing writing(Segment segment) throws IOException {
        SegmentFiles.Writing writing = segment.writing;
        if (writing == null) {
            writing = files.create(segment.number());
            segment.writing = writing;
        }
        return writing;
    }

    /** Frees the space of a partially written record on a full disk. */
    private void cutOff(Segment segment, long end) {
        SegmentFiles.Writing writing = segment.writing;
        try {
            if (writing != null) {
                writing.truncate(end);
            }
        } catch (IOException e) {
            LOG.warn(
                    "The tail of segment {} could not be cut off and stays until the next start: {}",
                    segment.number(),
                    e.getMessage());
        }
        cutOff.add(footer(segment));
    }

    /** Gives up the segment from an offset on, because after a failed flush it isn't known what is on disk. */
    void fail(Segment segment, long from, IOException cause) {
        List<Pending> failed = new ArrayList<>();
        books.lock.lock();
        try {
            segment.end = Math.min(segment.end, from);
            if (current == segment) {
                current = null;
            }
            queue.removeIf(record -> record.segment() == segment);
            failed.addAll(inMemory.drop(segment, from));
            failed.forEach(record -> segment.holds.forget(record.offset()));
            segment.size = Math.min(segment.size, from);
        } finally {
            books.lock.unlock();
        }
        IOException told = told(cause);
        if (!(told instanceof NoContentRoomException)) { // each sender gets this error, and admission watches the disk
            LOG.error("{}", told.getMessage(), told);
        }
        failed.forEach(record -> record.durable().completeExceptionally(told));
    }

    private IOException told(IOException cause) {
        try {
            return files.usable() < tuning.ownSegment()
                    ? new NoContentRoomException(cause)
                    : new IOException("the content store cannot write: " + cause.getMessage(), cause);
        } catch (IOException e) {
            return cause;
        }
    }

    /** Returns when everything is on disk or has failed. */
    void close() throws InterruptedException {
        books.lock.lock();
        try {
            rotate();
            closing = true;
            queued.signal();
        } finally {
            books.lock.unlock();
        }
        writer.join();
    }
}
