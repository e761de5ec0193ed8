package org.sluicemta.bounce.tlsreport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails where there is more than a number of octets. */
final class BoundedStream extends FilterInputStream {
    private final long most;
    private long left;

    BoundedStream(InputStream in, long most) {
        super(in);
        this.most = most;
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        return count(octet, octet < 0 ? 0 : 1);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        return count(read, Math.max(0, read));
    }

    private int count(int result, int octets) throws IOException {
        left -= octets;
        if (left < 0) {
            throw new IOException("it has more than " + most + " octets");
        }
        return result;
    }
}
