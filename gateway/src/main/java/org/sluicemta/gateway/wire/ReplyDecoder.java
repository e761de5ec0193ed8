package org.sluicemta.gateway.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads replies. Only the code matters (RFC 5321 section 4.2), so everything else is tolerated: bare LF, no text,
 * another character in place of the space, lines without a code between the first and the last. If the codes of a reply
 * differ, the last one counts, as in Postfix; otherwise a message accepted with {@code 250-} and {@code 251} would be
 * sent again and again. Long lines and replies are truncated. Only what can't be a reply ends the conversation.
 */
final class ReplyDecoder extends ByteToMessageDecoder {
    /** RFC 5321 section 4.5.3.1.5 allows 512 octets; some servers write more. The rest of a line is dropped. */
    private static final int LONGEST_LINE = 4096;

    /** Further lines are dropped. */
    private static final int MOST_LINES = 128;

    /** No real server sends this much. */
    private static final int MOST_OCTETS = 256 * 1024;

    private final List<String> lines = new ArrayList<>(4);
    private final StringBuilder longLine = new StringBuilder();
    private int octets;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws WireException {
        int end = in.bytesBefore((byte) '\n');
        int length = end < 0 ? in.readableBytes() : end;
        boolean begun = !longLine.isEmpty();
        if (end < 0 && length <= LONGEST_LINE && !begun) {
            return;
        }
        String text = in.toString(in.readerIndex(), begun ? 0 : Math.min(length, LONGEST_LINE), StandardCharsets.UTF_8);
        in.skipBytes(end < 0 ? length : length + 1);
        count(length);
        if (end < 0) {
            longLine.append(text);
            return;
        }
        String line = begun ? longLine.toString() : text;
        longLine.setLength(0);
        accept(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line, out);
    }

    private void count(int length) throws WireException {
        octets += length;
        if (octets > MOST_OCTETS) {
            throw garbage("a reply of more than " + MOST_OCTETS + " octets", "");
        }
    }

    private void accept(String line, List<Object> out) throws WireException {
        boolean coded = hasCode(line);
        if (!coded && lines.isEmpty()) {
            throw garbage("what is no SMTP reply", line);
        }
        if (lines.size() < MOST_LINES) {
            lines.add(printable(coded ? textOf(line) : line));
        }
        // RFC 5321 section 4.2.1: a hyphen says that more lines follow.
        if (coded && !line.startsWith("-", 3)) {
            out.add(new ServerReply(code(line), lines));
            lines.clear();
            octets = 0;
        }
    }

    private static String textOf(String line) {
        boolean separated = line.length() > 3 && !Character.isLetter(line.charAt(3));
        return line.substring(separated ? 4 : 3);
    }

    /** Three digits, and no fourth. */
    private static boolean hasCode(String line) {
        return line.length() >= 3
                && line.chars().limit(3).allMatch(ReplyDecoder::isDigit)
                && (line.length() == 3 || !isDigit(line.charAt(3)));
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static int code(String line) throws WireException {
        int code = Integer.parseInt(line, 0, 3, 10);
        if (code < 200 || code > 599) {
            throw garbage("what is no SMTP reply", line);
        }
        return code;
    }

    /** Control characters must not reach logs and status notices. */
    private static String printable(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.chars().forEach(c -> out.append(Character.isISOControl(c) ? ' ' : (char) c));
        return out.toString();
    }

    private static WireException garbage(String what, String line) {
        String seen = line.isEmpty() ? "" : ": \"" + printable(line.substring(0, Math.min(line.length(), 100))) + "\"";
        return new WireException(WireException.Kind.PROTOCOL, "Remote server sent " + what + seen);
    }

    /** Whether octets have arrived after the last complete reply. Before a TLS handshake there must be none. */
    boolean hasUnread() {
        return actualReadableBytes() > 0 || !lines.isEmpty() || !longLine.isEmpty();
    }
}
