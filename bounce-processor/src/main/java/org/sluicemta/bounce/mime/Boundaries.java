package org.sluicemta.bounce.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Finds and applies the boundary of a multipart body (RFC 2046 section 5.1), even if the header is wrong about it. */
final class Boundaries {
    private static final int GUESS_LINES = 200;
    private static final int UNDECLARED_LINES = 12;
    private static final int MAX_BOUNDARY = 200; // the RFC says 70; real ones are longer

    private Boundaries() {}

    /** The declared boundary if it occurs, else one guessed from the body, else the empty string. */
    static String ofMultipart(String declared, Slice body) {
        String trimmed = declared.stripTrailing();
        if (!trimmed.isEmpty() && nextDelimiter(body, body.from(), bytes(trimmed)) >= 0) {
            return trimmed;
        }
        return guess(body, GUESS_LINES);
    }

    /** The boundary of a body whose message has no Content-Type at all but begins with parts, else the empty string. */
    static String ofUndeclared(Slice body) {
        return guess(body, UNDECLARED_LINES);
    }

    /** The ranges between delimiter lines, at most {@code max}; without preamble and epilogue. */
    static List<Slice> split(Slice body, String boundary, int max) {
        byte[] mark = bytes(boundary);
        List<Slice> ranges = new ArrayList<>();
        int delimiter = nextDelimiter(body, body.from(), mark);
        while (delimiter >= 0 && ranges.size() < max && !closes(body, delimiter, mark)) {
            int start = body.afterLine(delimiter);
            int next = nextDelimiter(body, start, mark);
            ranges.add(new Slice(body.data(), start, next < 0 ? body.to() : trimLineEnd(body, start, next)));
            delimiter = next;
        }
        return ranges;
    }

    private static String guess(Slice body, int maxLines) {
        int at = body.from();
        for (int line = 0; line < maxLines && at < body.to(); line++) {
            int end = body.endOfLine(at);
            int next = body.afterLine(at);
            if (couldDelimit(body, at, end) && startsPartHeader(body, next)) {
                return body.latin1(at + 2, end).stripTrailing();
            }
            at = next;
        }
        return "";
    }

    private static boolean couldDelimit(Slice body, int at, int end) {
        if (end - at < 4 || end - at > MAX_BOUNDARY || body.data()[at] != '-' || body.data()[at + 1] != '-') {
            return false;
        }
        return body.latin1(at, end).strip().indexOf(' ') < 0;
    }

    private static boolean startsPartHeader(Slice body, int at) {
        int end = body.endOfLine(at);
        return end - at > 8 && body.latin1(at, at + 8).equalsIgnoreCase("content-");
    }

    /** Index of the next delimiter line at or after {@code from}, or -1. */
    private static int nextDelimiter(Slice body, int from, byte[] mark) {
        byte[] data = body.data();
        int last = body.to() - mark.length - 2;
        boolean atLineStart = from == body.from() || data[from - 1] == '\n';
        for (int i = from; i <= last; i++) {
            if (atLineStart
                    && data[i] == '-'
                    && data[i + 1] == '-'
                    && matches(data, i + 2, mark)
                    && endsDelimiter(body, i + 2 + mark.length)) {
                return i;
            }
            atLineStart = data[i] == '\n';
        }
        return -1;
    }

    /** After the boundary only {@code --} and white space may follow, or this is a longer boundary of another part. */
    private static boolean endsDelimiter(Slice body, int after) {
        int at = after;
        if (at + 1 < body.to() && body.data()[at] == '-' && body.data()[at + 1] == '-') {
            at += 2;
        }
        return at >= body.to() || body.data()[at] <= ' ';
    }

    private static boolean closes(Slice body, int delimiter, byte[] mark) {
        int after = delimiter + 2 + mark.length;
        return after + 1 < body.to() && body.data()[after] == '-' && body.data()[after + 1] == '-';
    }

    /** The line end before a delimiter belongs to the delimiter (RFC 2046 section 5.1.1). */
    private static int trimLineEnd(Slice body, int start, int delimiter) {
        int end = delimiter;
        if (end > start && body.data()[end - 1] == '\n') {
            end--;
        }
        if (end > start && body.data()[end - 1] == '\r') {
            end--;
        }
        return end;
    }

    private static boolean matches(byte[] data, int at, byte[] mark) {
        for (int i = 0; i < mark.length; i++) {
            if (data[at + i] != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String boundary) {
        return boundary.getBytes(StandardCharsets.ISO_8859_1);
    }
}
