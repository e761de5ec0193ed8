package org.sluicemta.smtp.frame;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Splits input into command lines. Only CRLF ends a line. A line with a lone LF, a line that is too long, or one that
 * isn't UTF-8 is reported as such, so that the client gets a reply and the session stays in sync. A lone LF is reported
 * immediately, because a client that sends only those waits for a reply. Whatever follows up to the next CRLF is still
 * the same line and is ignored. Nothing of an overlong line is kept.
 */
public final class CommandLines {
    /** A line, or its fault. */
    public sealed interface Cut {
        /** Without its line end. */
        record Line(String text) implements Cut {}

        /** Longer than allowed. */
        record TooLong() implements Cut {}

        /** Not ended by CRLF, or containing octets not allowed in commands. */
        record Malformed() implements Cut {}
    }

    private final int limit;
    private boolean skipping;
    private boolean behindLoneLf;
    private boolean endsInCr;

    /** @param limit maximum line length in octets, including the line end */
    public CommandLines(int limit) {
        this.limit = limit;
    }

    /** The next line, or null when more input is needed. */
    public @Nullable Cut next(ByteBuf in) {
        if (behindLoneLf && !skipToCrlf(in)) {
            return null;
        }
        int end = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
        if (end < 0) {
            dropExcess(in);
            return null;
        }
        int length = end - in.readerIndex();
        if (skipping || length + 1 > limit) {
            skipping = false;
            behindLoneLf = length > 0 && in.getByte(end - 1) != '\r';
            in.readerIndex(end + 1);
            return new Cut.TooLong();
        }
        byte[] line = new byte[length];
        in.readBytes(line);
        in.skipBytes(1);
        behindLoneLf = length == 0 || line[length - 1] != '\r';
        return cut(line);
    }

    /** Discards the rest of a line with a lone LF; true when its end was found. */
    private boolean skipToCrlf(ByteBuf in) {
        while (in.isReadable()) {
            byte octet = in.readByte();
            if (octet == '\n' && endsInCr) {
                endsInCr = false;
                behindLoneLf = false;
                return true;
            }
            endsInCr = octet == '\r';
        }
        return false;
    }

    private void dropExcess(ByteBuf in) {
        if (skipping || in.readableBytes() >= limit) {
            skipping = true;
            in.skipBytes(in.readableBytes());
        }
    }

    private static Cut cut(byte[] line) {
        int length = line.length - 1;
        if (length < 0 || line[length] != '\r') {
            return new Cut.Malformed();
        }
        boolean ascii = true;
        for (int i = 0; i < length; i++) {
            byte b = line[i];
            if (b >= 0 && b < ' ' && b != '\t' || b == 0x7F) {
                return new Cut.Malformed();
            }
            ascii &= b >= 0;
        }
        // Octets that aren't UTF-8 become U+FFFD, because some hosts have names in old charsets. Addresses can't
        // contain it.
        return new Cut.Line(new String(line, 0, length, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
    }
}
