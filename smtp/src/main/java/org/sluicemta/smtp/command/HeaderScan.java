package org.sluicemta.smtp.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads once over the header of a message, and no further: counts its Received fields, RFC 5321 section 6.3, and takes the
 * value of one other field.
 *
 * @param hops Received fields
 * @param value of the first such field on its first line, or null
 */
record HeaderScan(int hops, @Nullable String value) {
    private static final int LONGEST_VALUE = 1_000;
    private static final byte[] RECEIVED = "received:".getBytes(StandardCharsets.US_ASCII);

    /** @param wanted name of the other field, in lower case and with its colon */
    static HeaderScan of(InputStream content, byte[] wanted) throws IOException {
        InputStream in = new BufferedInputStream(content, 2048);
        int hops = 0;
        String value = null;
        for (int first = in.read(); first >= 0 && first != '\r' && first != '\n'; first = in.read()) {
            int last = first;
            if (is(first, RECEIVED)) {
                last = rest(in, RECEIVED);
                hops += last == ':' ? 1 : 0;
            } else if (is(first, wanted)) {
                last = rest(in, wanted);
                if (last == ':' && value == null) {
                    value = line(in);
                    last = '\n';
                }
            }
            if (last != '\n') {
                skipLine(in);
            }
        }
        return new HeaderScan(hops, value);
    }

    private static boolean is(int octet, byte[] name) {
        return lower(octet) == name[0];
    }

    private static int lower(int octet) {
        return octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet;
    }

    /** The last octet read: a colon when the name was there. */
    private static int rest(InputStream in, byte[] name) throws IOException {
        int octet = name[0];
        for (int i = 1; i < name.length; i++) {
            octet = in.read();
            if (lower(octet) != name[i]) {
                return octet == ':' ? ' ' : octet;
            }
        }
        return octet;
    }

    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            if (text.length() < LONGEST_VALUE) {
                text.append((char) octet);
            }
        }
        String value = text.toString().strip();
        return value.isEmpty() ? null : value;
    }

    private static void skipLine(InputStream in) throws IOException {
        int octet = in.read();
        while (octet >= 0 && octet != '\n') {
            octet = in.read();
        }
    }
}
