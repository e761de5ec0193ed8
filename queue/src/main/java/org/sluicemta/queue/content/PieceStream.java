package org.sluicemta.queue.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Content stored in pieces, which are read one after the other as needed. */
abstract class PieceStream extends InputStream {
    private final long pieces;
    private ByteBuffer piece = ByteBuffer.allocate(0);
    private long next;

    /** @param pieces their number */
    PieceStream(long pieces) {
        this.pieces = pieces;
    }

    /** A verified piece, in an array. Called once for each, in order. */
    abstract ByteBuffer readPiece(long number) throws IOException;

    @Override
    public final int read() throws IOException {
        return hasMore() ? piece.get() & 0xFF : -1;
    }

    @Override
    public final int read(byte[] octets, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int some = Math.min(length, piece.remaining());
        piece.get(octets, offset, some);
        return some;
    }

    @Override
    public final long transferTo(OutputStream out) throws IOException {
        long count = 0;
        while (hasMore()) {
            out.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
            count += piece.remaining();
            piece.position(piece.limit());
        }
        return count;
    }

    private boolean hasMore() throws IOException {
        if (!piece.hasRemaining() && next < pieces) {
            piece = readPiece(next);
            next++;
        }
        return piece.hasRemaining();
    }
}
