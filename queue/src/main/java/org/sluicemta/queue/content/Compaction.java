package org.sluicemta.queue.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reclaims segments that contain little live content, by copying it to another segment and deleting the old file. A
 * half-dead segment is copied immediately. Smaller gains are copied at a limited rate, so that total size approaches
 * 110 % of the live content without slowing down mail. Used by one thread.
 *
 * <p>The order makes it safe: first the copies are flushed, then the list of their places, then the old file is
 * deleted. Envelopes keep their old references, which the list translates.
 */
final class Compaction {
    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);
    private static final double HALF = 0.5;
    private static final double TENTH = 1 - 1 / 1.1;
    /** Less isn't worth a file. */
    private static final int WORTH = 64 << 10;

    private final Books books;
    private final SegmentFiles files;
    private final Appender appender;
    private final ContentTuning tuning;
    private @Nullable Segment target;
    private long allowance;
    private long copied;

    Compaction(Books books, SegmentFiles files, Appender appender, ContentTuning tuning) {
        this.books = books;
        this.files = files;
        this.appender = appender;
        this.tuning = tuning;
    }

    /** Octets copied since the start. */
    long copied() {
        return copied;
    }

    /** Checks all segments once. Call as often as the tuning says. */
    void run() throws IOException {
        long more = (long) (tuning.compactionRate() * (tuning.compaction().toMillis() / 1000.0));
        allowance = Math.min(allowance + more, tuning.segmentSize());
        appender.rotateWhenDead(WORTH, TENTH);
        try {
            sealWhenDead();
            for (Optional<Segment> next = deadest(); next.isPresent() && hasRoomFor(next.get()); next = deadest()) {
                compact(next.get());
            }
        } catch (IOException e) {
            retire();
            throw e;
        }
    }

    private void sealWhenDead() throws IOException {
        Segment open = target;
        if (open != null && open.dead() >= WORTH && open.dead() >= TENTH * open.size) {
            seal(open);
        }
    }

    /** Copying must not use the space that queued mail needs to move. */
    private boolean hasRoomFor(Segment segment) throws IOException {
        return files.usable() > 2 * segment.holds.octets() + tuning.segmentSize();
    }

    /** After a failure it isn't known what is on disk of the unflushed part. What was moved before was flushed. */
    private void retire() {
        Segment failed = target;
        target = null;
        if (failed == null) {
            return;
        }
        books.lock.lock();
        try {
            failed.end = failed.durable;
            failed.sealed = true;
            books.dropIfFree(failed);
        } finally {
            books.lock.unlock();
        }
    }

    private Optional<Segment> deadest() {
        double least = allowance > 0 ? TENTH : HALF;
        List<Segment> candidates = books.select(segment -> segment.sealed
                && !segment.damaged
                && segment.releasedSinceStart == null
                && segment.holds.count() > 0
                && segment.dead() >= WORTH
                && segment.dead() >= least * segment.size);
        return candidates.stream().max(Comparator.comparingDouble(segment -> (double) segment.dead() / segment.size));
    }

    private void compact(Segment segment) throws IOException {
        long[] from = held(segment);
        long live = segment.holds.octets();
        Segment to = targetWithRoomFor(live);
        SegmentFiles.Writing writing = opened(to);
        long[] offsets = new long[from.length];
        try {
            for (int i = 0; i < from.length; i++) {
                offsets[i] = copy(segment, from[i], to, writing);
            }
        } catch (UnreadableContentException e) {
            LOG.error("Segment {} was not compacted: {}", Long.toHexString(segment.number()), e.getMessage());
            segment.damaged = true;
            return;
        }
        writing.force();
        to.durable = to.size;
        files.writeMoves(segment.number(), new Moves(segment.number(), to.number(), from, offsets).toBytes());
        books.moved(segment, to, from, offsets);
        allowance -= live;
    }

    private long[] held(Segment segment) {
        books.lock.lock();
        try {
            return segment.holds.offsets();
        } finally {
            books.lock.unlock();
        }
    }

    private Segment targetWithRoomFor(long octets) throws IOException {
        Segment open = target;
        if (open != null && open.size + octets > tuning.segmentSize()) {
            seal(open);
            open = null;
        }
        if (open == null) {
            books.lock.lock();
            try {
                open = books.begin(files);
            } finally {
                books.lock.unlock();
            }
            target = open;
        }
        return open;
    }

    private SegmentFiles.Writing opened(Segment segment) throws IOException {
        SegmentFiles.Writing writing = segment.writing;
        if (writing == null) {
            writing = files.create(segment.number());
            segment.writing = writing;
        }
        return writing;
    }

    /** Copies a record with a header for its new position, and returns the position. */
    private long copy(Segment from, long offset, Segment to, SegmentFiles.Writing writing) throws IOException {
        RecordCopy record = RecordCopy.read(from, offset);
        long at = to.size;
        RecordFormat.Header header = new RecordFormat.Header(
                record.header().checksum(), record.header().length(), to.durable);
        RecordFormat.putHeader(record.octets(), to.number(), at, header);
        int size = record.octets().clear().remaining();
        writing.write(record.octets(), at);
        books.lock.lock();
        try {
            to.size += size;
        } finally {
            books.lock.unlock();
        }
        copied += size;
        return at;
    }

    private void seal(Segment segment) throws IOException {
        target = null;
        SegmentFiles.Writing writing = segment.writing;
        if (writing != null) {
            ByteBuffer footer = ByteBuffer.allocate(RecordFormat.HEADER);
            RecordFormat.putFooter(footer, segment.number(), segment.size);
            writing.write(footer.flip(), segment.size);
            writing.force();
            writing.close();
        }
        books.lock.lock();
        try {
            segment.end = segment.size;
            segment.sealed = true;
            books.dropIfFree(segment);
        } finally {
            books.lock.unlock();
        }
    }

    /** Stops copying. */
    void end() throws IOException {
        Segment open = target;
        if (open != null) {
            seal(open);
        }
    }
}
