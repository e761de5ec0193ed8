package org.sluicemta.queue.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start finds on disk. A finished segment has a footer and is used as it is. A segment being written when the
 * process or machine died ends after its last complete record. A torn record was never flushed, so no sender was told
 * that it was. Only if a later record proves that the torn part had been flushed is it damage, and it is kept so that
 * it can be examined.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final SegmentFiles files;
    private final Books books;

    Recovery(SegmentFiles files, Books books) {
        this.files = files;
        this.books = books;
    }

    /** Fills the books. @param now in milliseconds, the lowest number of a new segment */
    void run(long now) throws IOException {
        SortedSet<Long> segments = files.segments();
        SortedSet<Long> moved = files.moved();
        for (long number : moved) {
            books.recovered(Moves.read(number, files.readMoves(number)));
            if (segments.remove(number)) {
                files.delete(number); // the crash was between writing the list and deleting the old segment
            }
        }
        for (long number : segments) {
            books.recovered(recover(number));
        }
        long last = Math.max(segments.isEmpty() ? 0 : segments.last(), moved.isEmpty() ? 0 : moved.last());
        books.beginAt(Math.max(last, now));
    }

    private Segment recover(long number) throws IOException {
        Segment segment = new Segment(number, files);
        FileChannel file = segment.reading();
        long end = footer(file, number);
        if (end < 0) {
            end = new Tail(file, number).end();
            LOG.info(
                    "Segment {} of the content store was being written when the server ended; it has {} octets, {}"
                            + " were torn",
                    Long.toHexString(number),
                    end,
                    Math.max(0, file.size() - end));
            seal(number, end);
        }
        segment.size = end;
        segment.end = end;
        segment.durable = end;
        segment.sealed = true;
        return segment;
    }

    private static long footer(FileChannel file, long number) throws IOException {
        long at = file.size() - RecordFormat.HEADER;
        if (at < 0) {
            return -1;
        }
        ByteBuffer octets = read(file, at);
        return octets != null && RecordFormat.isFooter(octets, number, at) ? at : -1;
    }

    private void seal(long number, long end) throws IOException {
        try (SegmentFiles.Writing writing = files.reopen(number)) {
            writing.truncate(end);
            ByteBuffer footer = ByteBuffer.allocate(RecordFormat.HEADER);
            RecordFormat.putFooter(footer, number, end);
            writing.write(footer.flip(), end);
            writing.force();
        }
    }

    private static @Nullable ByteBuffer read(FileChannel file, long at) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(RecordFormat.HEADER);
        while (octets.hasRemaining()) {
            if (file.read(octets, at + octets.position()) < 0) {
                return null;
            }
        }
        return octets.flip();
    }

    /** Finds where the records of an unfinished segment end. */
    private static final class Tail {
        private final FileChannel file;
        private final long number;
        private final long size;

        Tail(FileChannel file, long number) throws IOException {
            this.file = file;
            this.number = number;
            this.size = file.size();
        }

        long end() throws IOException {
            long end = 0;
            for (long next = next(0); next > end; next = next(end)) {
                end = next;
            }
            return end;
        }

        /** The end of the record there, or of the first later one that proves that it had been on disk. */
        private long next(long at) throws IOException {
            long end = endOf(at, at);
            ByteBuffer block = ByteBuffer.allocate(RecordFormat.PIECE);
            for (long from = at + RecordFormat.UNIT; end < 0 && from < size; from += block.capacity()) {
                end = search(block, from, at);
            }
            return end;
        }

        private long search(ByteBuffer block, long from, long flushed) throws IOException {
            block.clear();
            while (block.hasRemaining() && file.read(block, from + block.position()) >= 0) {}
            block.flip();
            for (int at = 0; at + Integer.BYTES <= block.limit(); at += RecordFormat.UNIT) {
                long end = RecordFormat.mayBegin(block.getInt(at)) ? endOf(from + at, flushed) : -1;
                if (end >= 0) {
                    LOG.error("Segment {} of the content store is damaged at {}", Long.toHexString(number), flushed);
                    return end;
                }
            }
            return -1;
        }

        /** The end of a complete record before which at least that much had been flushed; else -1. */
        private long endOf(long at, long flushed) throws IOException {
            ByteBuffer octets = read(file, at);
            RecordFormat.Header header = octets == null ? null : RecordFormat.readHeader(octets, number, at);
            if (header == null || at > flushed && header.durable() <= flushed) {
                return -1;
            }
            long end = at + RecordFormat.size(header.length());
            return end <= size && isWhole(at, header) ? end : -1;
        }

        private boolean isWhole(long at, RecordFormat.Header header) throws IOException {
            for (long piece = 0; piece * RecordFormat.PIECE < header.length(); piece++) {
                ByteBuffer octets = ByteBuffer.allocate(RecordFormat.pieceSize(header.length(), piece));
                long from = at + RecordFormat.pieceAt(piece);
                while (octets.hasRemaining() && file.read(octets, from + octets.position()) >= 0) {}
                int length = octets.capacity() - Integer.BYTES;
                if (octets.hasRemaining() || octets.getInt(length) != RecordFormat.crc(octets.array(), 0, length)) {
                    return false;
                }
            }
            return true;
        }
    }
}
