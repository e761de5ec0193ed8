package org.sluicemta.gateway.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads replies. Lenient where servers are sloppy (bare LF, no text, a code without a separator, long lines), strict
 * where it must not guess: a code outside 200 to 599, lines of one reply that disagree. What a server may make us hold
 * is bounded.
 */
final class ReplyDecoder extends ByteToMessageDecoder {
    /** RFC 5321 section 4.5.3.1.5 allows 512 octets; some servers write whole essays. */
    private static final int LONGEST_LINE = 4096;

    private static final int MOST_LINES = 128;

    private final List<String> lines = new ArrayList<>(4);
    private int code;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws WireException {
        int end = in.bytesBefore((byte) '\n');
        if (end < 0) {
            checkLength(in.readableBytes());
            return;
        }
        checkLength(end);
        String line = in.toString(in.readerIndex(), end, StandardCharsets.UTF_8);
        in.skipBytes(end + 1);
        ServerReply reply = accept(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        if (reply != null) {
            out.add(reply);
        }
    }

    private static void checkLength(int length) throws WireException {
        if (length > LONGEST_LINE) {
            throw garbage("a line of more than " + LONGEST_LINE + " octets", "");
        }
    }

    @Nullable
    private ServerReply accept(String line) throws WireException {
        int lineCode = readCode(line);
        if (!lines.isEmpty() && lineCode != code) {
            throw garbage("a reply whose lines differ in code", line);
        }
        code = lineCode;
        lines.add(line.length() > 4 ? printable(line.substring(4)) : "");
        if (line.length() > 3 && line.charAt(3) == '-') {
            if (lines.size() >= MOST_LINES) {
                throw garbage("a reply of more than " + MOST_LINES + " lines", line);
            }
            return null;
        }
        ServerReply reply = new ServerReply(code, lines);
        lines.clear();
        return reply;
    }

    private static int readCode(String line) throws WireException {
        int read = 0;
        for (int i = 0; i < 3; i++) {
            int digit = i < line.length() ? line.charAt(i) - '0' : -1;
            if (digit < 0 || digit > 9) {
                throw garbage("what is no SMTP reply", line);
            }
            read = read * 10 + digit;
        }
        // RFC 5321 section 4.2.3: a line may end after the code.
        boolean separated = line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '-';
        if (read < 200 || read > 599 || !separated) {
            throw garbage("what is no SMTP reply", line);
        }
        return read;
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

    /** Whether octets after the last whole reply have come: none may before a TLS handshake. */
    boolean hasUnread() {
        return actualReadableBytes() > 0 || !lines.isEmpty();
    }
}
