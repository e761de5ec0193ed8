package org.sluicemta.mailets;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.sluicemta.mail.MessageContent;

/** Looks for octets above 127 (RFC 6152) in what is written to it. */
final class EightBitScan extends OutputStream {
    private static final VarHandle EIGHT_OCTETS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;

    private boolean found;

    /** Whether the content has an octet above 127. */
    static boolean of(MessageContent content) throws IOException {
        EightBitScan scan = new EightBitScan();
        content.writeTo(scan);
        return scan.found;
    }

    @Override
    public void write(int octet) {
        found = found || (byte) octet < 0;
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
        found = found || holdsOne(octets, offset, offset + length);
    }

    private static boolean holdsOne(byte[] octets, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            if (((long) EIGHT_OCTETS.get(octets, at) & HIGH_BITS) != 0) {
                return true;
            }
        }
        for (; at < to; at++) {
            if (octets[at] < 0) {
                return true;
            }
        }
        return false;
    }
}
