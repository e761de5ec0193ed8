package org.sluicemta.gateway.wire;

import io.netty.buffer.ByteBuf;

/**
 * Makes content transparent, RFC 5321 section 4.5.2: a dot that begins a line is doubled, and a lone dot ends the
 * content. A line begins at the start and after CRLF, nowhere else. Content may come in pieces cut anywhere. One object
 * per message.
 */
final class DotStuffer {
    private static final byte[] END = {'\r', '\n', '.', '\r', '\n'};

    /** How much of a CRLF the last octets were: 0 none, 1 CR, 2 CRLF, that is, at the begin of a line. */
    private int crlfSeen = 2;

    /** Octets that stuffing n octets of ordinary mail may need; the buffer grows when a message has more dots. */
    static int roomFor(int n) {
        return n + n / 64 + 16;
    }

    void stuff(byte[] in, int offset, int length, ByteBuf out) {
        int from = offset;
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            byte octet = in[i];
            if (octet == '.' && crlfSeen == 2) {
                out.writeBytes(in, from, i - from).writeByte('.');
                from = i;
            }
            crlfSeen = octet == '\r' ? 1 : octet == '\n' && crlfSeen == 1 ? 2 : 0;
        }
        out.writeBytes(in, from, end - from);
    }

    /** Ends the last line where it has no end, and writes the final dot. */
    void finish(ByteBuf out) {
        int skip = crlfSeen == 2 ? 2 : 0;
        out.writeBytes(END, skip, END.length - skip);
    }
}
