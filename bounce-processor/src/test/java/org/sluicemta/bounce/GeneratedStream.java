package org.sluicemta.bounce;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A stream of any length that costs no memory: a beginning, then one piece again and again. Counts what is read. */
final class GeneratedStream extends InputStream {
    private final byte[] beginning;
    private final byte[] piece;
    private final long length;
    private long position;

    GeneratedStream(String beginning, String piece, long length) {
        this.beginning = beginning.getBytes(StandardCharsets.ISO_8859_1);
        this.piece = piece.getBytes(StandardCharsets.ISO_8859_1);
        this.length = length;
    }

    /** Bytes handed out so far. */
    long taken() {
        return position;
    }

    @Override
    public int read() {
        if (position >= length) {
            return -1;
        }
        int octet = position < beginning.length
                ? beginning[(int) position]
                : piece[(int) ((position - beginning.length) % piece.length)];
        position++;
        return octet & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) {
        int read = 0;
        while (read < count) {
            int octet = read();
            if (octet < 0) {
                return read == 0 ? -1 : read;
            }
            buffer[offset + read] = (byte) octet;
            read++;
        }
        return read;
    }
}
