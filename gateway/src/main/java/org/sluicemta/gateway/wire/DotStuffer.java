package org.sluicemta.gateway.wire;

import io.netty.buffer.ByteBuf;

/**
 * Makes content transparent (RFC 5321 section 4.5.2): a dot at the beginning of a line is doubled, and a lone dot ends
 * the content. A line begins at the start and after CRLF, nowhere else. Content may be split anywhere. One object per
 * message.
 */
final class DotStuffer {
    private static final byte[] END = {'\r', '\n', '.', '\r', '\n'};

    /** How much of a CRLF the last octets were: 0 for none, 1 for CR, 2 for CRLF (the beginning of a line). */
    private int crlfSeen = 2;

    /** Octets that stuffing n octets of ordinary mail may need; the buffer grows when a message has more dots. */
    static int roomFor(int n) {
        return n + n / 64 + 16;
    }

    void stuff(byte[] in, int offset, int length, ByteBuf out) {
        int from = offset;
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            if (in[i] == '.' && crlfBefore(in, offset, i) == 2) {
                out.writeBytes(in, from, i - from).writeByte('.');
                from = i;
            }
        }
        out.writeBytes(in, from, end - from);
        crlfSeen = crlfBefore(in, offset, end);
    }

    /** How much of a CRLF precedes a position. Needed only for dots, which are few. */
    private int crlfBefore(byte[] in, int offset, int place) {
        if (place == offset) {
            return crlfSeen;
        }
        byte last = in[place - 1];
        if (last != '\n') {
            return last == '\r' ? 1 : 0;
        }
        boolean cr = place - 1 == offset ? crlfSeen == 1 : in[place - 2] == '\r';
        return cr ? 2 : 0;
    }

    /** Ends the last line if it isn't ended, and writes the final dot. */
    void finish(ByteBuf out) {
        int skip = crlfSeen == 2 ? 2 : 0;
        out.writeBytes(END, skip, END.length - skip);
    }
}
