package org.sluicemta.queue.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.zip.CRC32C;
import org.sluicemta.content.ContentTable;
import org.sluicemta.queue.content.UnreadableContentException.Fault;

/** Reads content from the database, one piece at a time. */
final class TableStream extends PieceStream {
    private final ContentTable table;
    private final InstantSource clock;
    private final ContentRef ref;
    private final CRC32C checksum = new CRC32C();

    TableStream(ContentTable table, InstantSource clock, ContentRef ref) {
        // Empty content has one empty piece, so that its number is checked as well.
        super(Math.max(1, Math.ceilDiv(ref.length(), ContentTable.PIECE)));
        this.table = table;
        this.clock = clock;
        this.ref = ref;
    }

    @Override
    ByteBuffer readPiece(long number) throws IOException {
        if (number == 0) {
            check();
        }
        return ref.length() == 0 ? ByteBuffer.allocate(0) : ByteBuffer.wrap(load(number));
    }

    /** A restored older copy of the database may have another message under this number. */
    private void check() throws IOException {
        ContentTable.Entry entry = table.find(ref.offset(), clock.instant())
                .orElseThrow(() -> new UnreadableContentException(Fault.MISSING, ref, "the database has none"));
        if (entry.length() != ref.length() || entry.checksum() != ref.checksum()) {
            throw damaged("another message has its number");
        }
    }

    private byte[] load(long number) throws IOException {
        byte[] octets = table.piece(ref.offset(), number).orElseThrow(() -> damaged("piece " + number + " is missing"));
        if (octets.length != Math.min(ContentTable.PIECE, ref.length() - number * ContentTable.PIECE)) {
            throw damaged("piece " + number + " has " + octets.length + " octets");
        }
        checksum.update(octets);
        boolean last = (number + 1) * ContentTable.PIECE >= ref.length();
        if (last && (int) checksum.getValue() != ref.checksum()) {
            throw damaged("its checksum is wrong");
        }
        return octets;
    }

    private UnreadableContentException damaged(String what) {
        return new UnreadableContentException(Fault.DAMAGED, ref, what);
    }
}
