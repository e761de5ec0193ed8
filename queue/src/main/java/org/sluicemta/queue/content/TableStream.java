package org.sluicemta.queue.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.zip.CRC32C;
import org.sluicemta.content.ContentTable;
import org.sluicemta.queue.content.UnreadableContentException.Fault;

/** Reads content from the database, a piece at a time. */
final class TableStream extends InputStream {
    private final ContentTable table;
    private final InstantSource clock;
    private final ContentRef ref;
    private final CRC32C checksum = new CRC32C();
    private byte[] piece = new byte[0];
    private int at;
    private long next;

    TableStream(ContentTable table, InstantSource clock, ContentRef ref) {
        this.table = table;
        this.clock = clock;
        this.ref = ref;
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? piece[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int some = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, octets, offset, some);
        at += some;
        return some;
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        long count = 0;
        while (hasMore()) {
            out.write(piece, at, piece.length - at);
            count += piece.length - at;
            at = piece.length;
        }
        return count;
    }

    private boolean hasMore() throws IOException {
        if (next == 0) {
            check();
        }
        if (at == piece.length && next * ContentTable.PIECE < ref.length()) {
            piece = readPiece();
            at = 0;
            next++;
        }
        return at < piece.length;
    }

    /** An older copy of the database, put back, may have another message under the number. */
    private void check() throws IOException {
        ContentTable.Entry entry = table.find(ref.offset(), clock.instant())
                .orElseThrow(() -> new UnreadableContentException(Fault.MISSING, ref, "the database has none"));
        if (entry.length() != ref.length() || entry.checksum() != ref.checksum()) {
            throw damaged("another message has its number");
        }
    }

    private byte[] readPiece() throws IOException {
        byte[] octets = table.piece(ref.offset(), next).orElseThrow(() -> damaged("piece " + next + " is missing"));
        if (octets.length != Math.min(ContentTable.PIECE, ref.length() - next * ContentTable.PIECE)) {
            throw damaged("piece " + next + " has " + octets.length + " octets");
        }
        checksum.update(octets);
        boolean last = (next + 1) * ContentTable.PIECE >= ref.length();
        if (last && (int) checksum.getValue() != ref.checksum()) {
            throw damaged("its checksum is wrong");
        }
        return octets;
    }

    private UnreadableContentException damaged(String what) {
        return new UnreadableContentException(Fault.DAMAGED, ref, what);
    }
}
