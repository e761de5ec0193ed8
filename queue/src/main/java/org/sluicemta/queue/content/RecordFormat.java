package org.sluicemta.queue.content;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.MessageContent;

/**
 * A record of a segment: a header of 32 octets, the content in pieces of 64 KiB, each followed by a CRC32C, and zeros
 * up to a multiple of eight. A reader checks a piece before it passes it on. The header's own CRC includes its
 * position, so a record at another position is invalid.
 */
final class RecordFormat {
    static final int HEADER = 32;
    static final int PIECE = 64 << 10;
    static final int UNIT = 8;
    private static final int CRC = 4;
    private static final int RECORD = 0x534C4331;
    private static final int FOOTER = 0x534C4345;
    private static final int PADDING = 4;

    /**
     * @param checksum of the checksums of the pieces
     * @param durable how much of the segment was on disk when the record was created
     */
    record Header(int checksum, long length, long durable) {}

    private RecordFormat() {}

    /** Size of a record with content of that length. */
    static long size(long length) {
        long pieces = Math.ceilDiv(length, PIECE);
        return Math.ceilDiv(HEADER + length + pieces * CRC, UNIT) * UNIT;
    }

    /** Where a piece begins, counted from the record's first octet. */
    static long pieceAt(long piece) {
        return HEADER + piece * (PIECE + CRC);
    }

    /** The octets of a piece with its CRC. */
    static int pieceSize(long length, long piece) {
        return (int) Math.min(PIECE, length - piece * PIECE) + CRC;
    }

    /** The pieces of a whole record, without their CRCs. */
    static List<ByteBuffer> pieces(byte[] record, long length) {
        ByteBuffer all = ByteBuffer.wrap(record);
        List<ByteBuffer> pieces = new ArrayList<>();
        for (long piece = 0; piece * PIECE < length; piece++) {
            pieces.add(all.slice((int) pieceAt(piece), pieceSize(length, piece) - CRC));
        }
        return pieces;
    }

    static int crc(byte[] octets, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(octets, offset, length);
        return (int) crc.getValue();
    }

    static void putHeader(ByteBuffer out, long segment, long offset, Header header) {
        put(out, RECORD, segment, offset, header);
    }

    /** Follows the last record of a finished segment. */
    static void putFooter(ByteBuffer out, long segment, long end) {
        put(out, FOOTER, segment, end, new Header(0, end, end));
    }

    private static void put(ByteBuffer out, int magic, long segment, long offset, Header header) {
        out.putInt(magic)
                .putInt(header.checksum())
                .putLong(header.length())
                .putLong(header.durable())
                .putInt(headerCrc(magic, segment, offset, header))
                .putInt(0);
    }

    private static int headerCrc(int magic, long segment, long offset, Header header) {
        ByteBuffer covered = ByteBuffer.allocate(HEADER + UNIT)
                .putInt(magic)
                .putInt(header.checksum())
                .putLong(header.length())
                .putLong(header.durable())
                .putLong(segment)
                .putLong(offset);
        return crc(covered.array(), 0, covered.position());
    }

    /** Whether a record begins with this. */
    static boolean mayBegin(int octets) {
        return octets == RECORD;
    }

    /** Null if there is no valid header. Reads 32 octets of the buffer. */
    static @Nullable Header readHeader(ByteBuffer in, long segment, long offset) {
        return read(in, RECORD, segment, offset);
    }

    static boolean isFooter(ByteBuffer in, long segment, long offset) {
        Header found = read(in, FOOTER, segment, offset);
        return found != null && found.length() == offset;
    }

    private static @Nullable Header read(ByteBuffer in, int magic, long segment, long offset) {
        int found = in.getInt();
        Header header = new Header(in.getInt(), in.getLong(), in.getLong());
        int crc = in.getInt();
        in.position(in.position() + PADDING);
        boolean valid = found == magic && header.length() >= 0 && crc == headerCrc(magic, segment, offset, header);
        return valid ? header : null;
    }

    /** Takes content in writes of any size and passes it on in pieces with their CRC. */
    abstract static class Pieces extends OutputStream {
        private final int room;
        private final byte[] piece;
        private final CRC32C checksum = new CRC32C();
        private int filled;
        private long length;

        /** @param length octets of the content; more is an error */
        Pieces(long length) {
            room = (int) Math.clamp(length, 1, PIECE);
            piece = new byte[room + CRC];
        }

        /** One piece followed by its CRC. The array is reused. */
        abstract void piece(byte[] octets, int length) throws IOException;

        @Override
        public void write(int octet) throws IOException {
            piece[filled++] = (byte) octet;
            fullPiece();
        }

        @Override
        public void write(byte[] octets, int offset, int count) throws IOException {
            int from = offset;
            int left = count;
            while (left > 0) {
                int some = Math.min(left, room - filled);
                System.arraycopy(octets, from, piece, filled, some);
                filled += some;
                from += some;
                left -= some;
                fullPiece();
            }
        }

        private void fullPiece() throws IOException {
            if (filled == room) {
                give();
            }
        }

        private void give() throws IOException {
            int crc = crc(piece, 0, filled);
            ByteBuffer.wrap(piece).putInt(filled, crc);
            checksum.update(piece, filled, CRC);
            length += filled;
            int count = filled + CRC;
            filled = 0;
            piece(piece, count);
        }

        /** The content has ended. */
        Header end(long durable) throws IOException {
            if (filled > 0) {
                give();
            }
            return new Header((int) checksum.getValue(), length, durable);
        }
    }

    /**
     * A record in memory. Its header is added once its position is known.
     *
     * @throws IOException if the content can't be read, or doesn't have the size it says
     */
    static Encoded encode(MessageContent content) throws IOException {
        byte[] record = new byte[Math.toIntExact(size(content.size()))];
        int[] at = {HEADER};
        Pieces pieces = new Pieces(content.size()) {
            @Override
            void piece(byte[] octets, int length) throws IOException {
                if (length > record.length - at[0]) {
                    throw longer(content);
                }
                System.arraycopy(octets, 0, record, at[0], length);
                at[0] += length;
            }
        };
        content.writeTo(pieces);
        Header header = pieces.end(0);
        if (header.length() != content.size()) {
            throw new IOException("content says that it has " + content.size() + " octets and has " + header.length());
        }
        return new Encoded(record, header.length(), header.checksum());
    }

    static IOException longer(MessageContent content) {
        return new IOException("content has more than the " + content.size() + " octets that it says");
    }

    /** @param octets the record; the first 32 are the header's and still zero */
    record Encoded(byte[] octets, long length, int checksum) {}
}
