package org.sluicemta.queue.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.sluicemta.queue.content.UnreadableContentException.Fault;

/**
 * A complete, undamaged record of a segment.
 *
 * @param octets header, pieces and padding
 */
record RecordCopy(RecordFormat.Header header, ByteBuffer octets) {
    /** @throws UnreadableContentException when there is none */
    static RecordCopy read(Segment segment, long offset) throws IOException {
        ByteBuffer head = read(segment, offset, RecordFormat.HEADER);
        RecordFormat.Header header = RecordFormat.readHeader(head, segment.number(), offset);
        if (header == null) {
            throw damaged(segment, offset, "there is no record");
        }
        ByteBuffer octets = read(segment, offset, Math.toIntExact(RecordFormat.size(header.length())));
        for (long piece = 0; piece * RecordFormat.PIECE < header.length(); piece++) {
            int at = Math.toIntExact(RecordFormat.pieceAt(piece));
            int length = RecordFormat.pieceSize(header.length(), piece) - Integer.BYTES;
            if (octets.getInt(at + length) != RecordFormat.crc(octets.array(), at, length)) {
                throw damaged(segment, offset, "the checksum of piece " + piece + " is wrong");
            }
        }
        return new RecordCopy(header, octets);
    }

    private static ByteBuffer read(Segment segment, long offset, int size) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(size);
        FileChannel file = segment.reading();
        while (octets.hasRemaining()) {
            if (file.read(octets, offset + octets.position()) < 0) {
                throw damaged(segment, offset, "the file ends before it does");
            }
        }
        return octets.flip();
    }

    private static UnreadableContentException damaged(Segment segment, long offset, String what) {
        return new UnreadableContentException(Fault.DAMAGED, new ContentRef(segment.number(), offset, 0, 0), what);
    }
}
