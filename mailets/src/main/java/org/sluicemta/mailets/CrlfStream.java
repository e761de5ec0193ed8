package org.sluicemta.mailets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import org.sluicemta.mail.LineEnds;
import org.sluicemta.mail.LongLine;

/**
 * Converts each lone CR and LF to CRLF. Mailets write text with the line ends of Java or their own. On the wire there
 * is only one kind (RFC 5321 section 2.3.8), and a signature must match what is sent.
 */
final class CrlfStream extends InputStream {
    private static final int CHUNK = 8 * 1024;

    private final InputStream in;
    private final LineEnds lineEnds = new LineEnds();
    private final byte[] read = new byte[CHUNK];
    private final byte[] repaired = new byte[2 * CHUNK];
    private int at;
    private int end;

    CrlfStream(InputStream in) {
        this.in = in;
    }

    /**
     * The same for a header field, whose continuation lines begin with a blank and which is folded if a line is too
     * long.
     */
    static String ofField(String line) {
        String field = isFolded(line) ? line : line.strip().replaceAll("[\r\n]+[ \t]*", "\r\n ");
        return field.length() > LongLine.MOST_OCTETS ? folded(field) : field;
    }

    private static String folded(String field) {
        StringBuilder folded = new StringBuilder(field.length());
        for (String line : field.split("\r\n")) {
            folded.append(folded.isEmpty() ? "" : "\r\n");
            String left = line;
            while (left.length() > LongLine.MOST_OCTETS) {
                int at = LongLine.breakAt(left.getBytes(ISO_8859_1), left.length());
                folded.append(left, 0, at).append("\r\n");
                left = isBlank(left.charAt(at)) ? left.substring(at) : ' ' + left.substring(at);
            }
            folded.append(left);
        }
        return folded.toString();
    }

    private static boolean isFolded(String line) {
        int last = line.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = line.charAt(i);
            if (c == '\r' && (i == last || line.charAt(i + 1) != '\n')) {
                return false;
            }
            if (c == '\n' && (i == 0 || line.charAt(i - 1) != '\r' || i == last || !isBlank(line.charAt(i + 1)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    @Override
    public int read() throws IOException {
        return fill() ? repaired[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, end - at);
        System.arraycopy(repaired, at, target, offset, count);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        while (at == end) {
            int count = in.read(read);
            if (count < 0) {
                return false;
            }
            at = 0;
            end = lineEnds.repair(read, 0, count, repaired);
        }
        return true;
    }
}
