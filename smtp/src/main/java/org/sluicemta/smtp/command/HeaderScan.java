package org.sluicemta.smtp.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import org.apache.commons.io.input.UnsynchronizedBufferedInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads once over the header of a message, and no further: counts its Received fields, RFC 5321 section 6.3, and takes the
 * value of one other field.
 *
 * @param hops Received fields
 * @param returns those of them that this server wrote
 * @param value of the first such field that has one, unfolded as in RFC 5322 section 2.2.3, a character for each octet; or
 *     null
 * @param tooLong whether that value is longer than {@link #LONGEST_VALUE}, and cut
 */
record HeaderScan(int hops, int returns, @Nullable String value, boolean tooLong) {
    /** In characters. */
    static final int LONGEST_VALUE = 1_000;

    private static final String RECEIVED = "received";

    /**
     * @param wanted name of the other field, in lower case
     * @param ownMark what a Received field of this server holds
     */
    static HeaderScan of(InputStream content, String wanted, String ownMark) throws IOException {
        PushbackInputStream in = new PushbackInputStream(UnsynchronizedBufferedInputStream.builder()
                .setInputStream(content)
                .setBufferSize(2048)
                .get());
        int longestName = Math.max(RECEIVED.length(), wanted.length());
        int hops = 0;
        int returns = 0;
        Value value = new Value();
        for (int first = in.read(); first >= 0 && first != '\r' && first != '\n'; first = in.read()) {
            StringBuilder text = new StringBuilder().append((char) first);
            int last = name(in, text, longestName);
            String name = last == ':' ? text.toString().toLowerCase(Locale.ROOT) : "";
            if (name.equals(RECEIVED)) {
                hops++;
                returns += valueOf(in).contains(ownMark) ? 1 : 0;
            } else if (name.equals(wanted) && value.text.isEmpty()) {
                value.read(in);
            } else if (last != '\n') {
                skipLine(in);
            }
        }
        String found = value.text.toString().strip();
        return new HeaderScan(hops, returns, found.isEmpty() ? null : found, value.tooLong);
    }

    /** The last octet read: a colon when the text is a whole name, which may be none that is longer than asked for. */
    private static int name(InputStream in, StringBuilder text, int longest) throws IOException {
        int octet = text.charAt(0);
        while (octet >= 0 && octet != ':' && octet != '\n' && text.length() <= longest) {
            octet = in.read();
            if (octet >= 0 && octet != ':') {
                text.append((char) octet);
            }
        }
        return octet;
    }

    private static String valueOf(PushbackInputStream in) throws IOException {
        Value value = new Value();
        value.read(in);
        return value.text.toString();
    }

    private static void skipLine(InputStream in) throws IOException {
        int octet = in.read();
        while (octet >= 0 && octet != '\n') {
            octet = in.read();
        }
    }

    private static final class Value {
        private final StringBuilder text = new StringBuilder();
        private boolean tooLong;

        /** To the end of the field, over all its lines. */
        void read(PushbackInputStream in) throws IOException {
            do {
                for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
                    add(octet);
                }
            } while (isContinued(in));
        }

        private void add(int octet) {
            boolean space = octet == ' ' || octet == '\t';
            if (octet == '\r' || space && text.isEmpty()) {
                return;
            }
            if (text.length() < LONGEST_VALUE) {
                text.append((char) octet);
            } else {
                tooLong |= !space;
            }
        }

        private static boolean isContinued(PushbackInputStream in) throws IOException {
            int next = in.read();
            if (next >= 0) {
                in.unread(next);
            }
            return next == ' ' || next == '\t';
        }
    }
}
