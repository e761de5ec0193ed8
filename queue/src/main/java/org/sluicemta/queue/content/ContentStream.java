package org.sluicemta.queue.content;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import org.sluicemta.queue.content.UnreadableContentException.Fault;

/**
 * Reads a record piece by piece from its current position. In the meantime the record may be moved to another segment,
 * or an interrupted reader may close the file for everybody; in that case it looks the position up again.
 */
final class ContentStream extends PieceStream {
    private final Books books;
    private final Appender appender;
    private final ContentRef ref;

    ContentStream(Books books, Appender appender, ContentRef ref) {
        super(Math.ceilDiv(ref.length(), RecordFormat.PIECE));
        this.books = books;
        this.appender = appender;
        this.ref = ref;
    }

    @Override
    ByteBuffer readPiece(long number) throws IOException {
        return checked(find(number));
    }

    /** The piece followed by its CRC, without a header. */
    private ByteBuffer find(long number) throws IOException {
        while (true) {
            Pending waiting = appender.inMemory().find(ref);
            if (waiting != null && waiting.octets().length > 0) {
                return slice(ByteBuffer.wrap(waiting.octets()), number);
            }
            Books.Found found = books.find(ref);
            if (found.offset() >= found.segment().end) {
                throw new UnreadableContentException(
                        Fault.NEVER_WRITTEN, ref, "it was not on disk when the server ended");
            }
            try {
                return number == 0 ? readFirst(found) : readNext(found, number);
            } catch (ClosedChannelException | NoSuchFileException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted while reading " + ref);
                }
                if (e instanceof NoSuchFileException && isStillThere(found)) {
                    throw new UnreadableContentException(Fault.MISSING, ref, "its segment's file is gone");
                }
            }
        }
    }

    private boolean isStillThere(Books.Found found) throws UnreadableContentException {
        return books.find(ref).segment() == found.segment();
    }

    private ByteBuffer slice(ByteBuffer record, long number) {
        return record.slice((int) RecordFormat.pieceAt(number), RecordFormat.pieceSize(ref.length(), number));
    }

    private ByteBuffer readFirst(Books.Found found) throws IOException {
        int size = RecordFormat.HEADER + RecordFormat.pieceSize(ref.length(), 0);
        ByteBuffer octets = readAt(found, 0, size);
        RecordFormat.Header header =
                RecordFormat.readHeader(octets, found.segment().number(), found.offset());
        if (header == null) {
            throw damaged("there is no record");
        }
        if (header.length() != ref.length() || header.checksum() != ref.checksum()) {
            throw damaged("another message lies there");
        }
        return octets.slice();
    }

    private ByteBuffer readNext(Books.Found found, long number) throws IOException {
        return readAt(found, RecordFormat.pieceAt(number), RecordFormat.pieceSize(ref.length(), number));
    }

    private ByteBuffer readAt(Books.Found found, long from, int size) throws IOException {
        FileChannel file = found.segment().reading();
        ByteBuffer octets = ByteBuffer.allocate(size);
        long at = found.offset() + from;
        while (octets.hasRemaining()) {
            int read = file.read(octets, at + octets.position());
            if (read < 0) {
                throw damaged("the file ends before it does");
            }
        }
        return octets.flip();
    }

    private ByteBuffer checked(ByteBuffer octets) throws UnreadableContentException {
        int length = octets.remaining() - Integer.BYTES;
        int crc = RecordFormat.crc(octets.array(), octets.arrayOffset() + octets.position(), length);
        if (octets.getInt(octets.position() + length) != crc) {
            throw damaged("its checksum is wrong");
        }
        return octets.limit(octets.position() + length);
    }

    private UnreadableContentException damaged(String what) {
        return new UnreadableContentException(Fault.DAMAGED, ref, what);
    }
}
