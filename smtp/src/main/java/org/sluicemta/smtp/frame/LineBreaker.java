package org.sluicemta.smtp.frame;

import org.jspecify.annotations.Nullable;
import org.sluicemta.listener.LongLines;
import org.sluicemta.mail.LongLine;

/**
 * Breaks or refuses lines of more than 998 octets, in header and body. Otherwise a next hop that follows RFC 5321
 * section 4.5.3.1.6 would break them after we signed. Complete lines within the limit pass unchanged. If a piece of
 * content ends inside a line, the beginning of that line is buffered.
 *
 * <p>The break is {@code CRLF} before a blank in the line, or {@code CRLF} and a blank as Postfix writes it ({@code
 * smtp_line_length_limit}), which folds a header field.
 */
public final class LineBreaker implements ContentSink {
    private static final byte[] LINE_END = {'\r', '\n'};

    private final ContentSink sink;
    private final LongLines longLines;
    /** Beginning of a line: 998 octets and a carriage return. */
    private final byte[] held = new byte[LongLine.MOST_OCTETS + 1];

    private int holding;
    private boolean tooLong;

    /** @param longLines not {@link LongLines#KEEP}, which needs no breaker */
    public LineBreaker(ContentSink sink, LongLines longLines) {
        this.sink = sink;
        this.longLines = longLines;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        int passed = offset; // the first octet that has not been passed on
        while (at < end) {
            int next = lineEnd(bytes, at, end);
            boolean whole = next > at && bytes[next - 1] == '\n';
            if (holding > 0 || !whole || next - at > LongLine.MOST_OCTETS + 2) {
                sink.write(bytes, passed, at - passed);
                hold(bytes, at, next);
                passed = next;
            }
            at = next;
        }
        sink.write(bytes, passed, end - passed);
    }

    /** Index after the end of the line, or {@code end} when it isn't there yet. */
    private static int lineEnd(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, end);
    }

    private void hold(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i++) {
            hold(bytes[i]);
        }
    }

    private void hold(byte octet) {
        boolean lineEnd = octet == '\n';
        boolean maybeEnd = octet == '\r' && holding == LongLine.MOST_OCTETS;
        if (holding >= LongLine.MOST_OCTETS && !lineEnd && !maybeEnd) {
            breakLine(octet);
        }
        if (lineEnd) {
            end();
            sink.write(new byte[] {octet}, 0, 1);
        } else {
            held[holding++] = octet;
        }
    }

    private void breakLine(byte next) {
        tooLong = true;
        if (holding < held.length) {
            held[holding] = next; // the break depends on it
        }
        int at = LongLine.breakAt(held, held.length);
        sink.write(held, 0, at);
        boolean blank = at < held.length && LongLine.isBlank(held[at]);
        sink.write(LINE_END, 0, LINE_END.length);
        int from = blank ? 0 : 1;
        System.arraycopy(held, at, held, from, holding - at);
        holding += from - at;
        if (!blank) {
            held[0] = ' ';
        }
    }

    /** The content is complete. Passes on what is buffered of the last line. */
    public void end() {
        sink.write(held, 0, holding);
        holding = 0;
    }

    /** Why the message is refused, or null. */
    public @Nullable String fault() {
        return tooLong && longLines == LongLines.REFUSE
                ? "a line of more than " + LongLine.MOST_OCTETS + " octets"
                : null;
    }
}
