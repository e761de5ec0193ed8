package org.sluicemta.smtp.frame;

import io.netty.buffer.ByteBuf;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Cuts command lines out of the input. A line ends in CRLF and nothing else. One that holds a lone LF, is too long, or is
 * no UTF-8 is reported as such, so that the peer gets an answer and the session stays in step. A lone LF is answered at
 * once, for whoever sends no others waits for it; but what follows up to the next CRLF is the same line still, and not
 * looked at. Of a line that is too long nothing is kept.
 */
public final class CommandLines {
    /** A line, or what was wrong with it. */
    public sealed interface Cut {
        /** Without its line end. */
        record Line(String text) implements Cut {}

        /** Longer than allowed. */
        record TooLong() implements Cut {}

        /** Not ended by CRLF, or holding octets that no command holds. */
        record Malformed() implements Cut {}
    }

    private final int limit;
    private boolean skipping;
    private boolean behindLoneLf;
    private boolean endsInCr;

    /** @param limit longest line in octets, with its line end */
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

    /** Drops what belongs to a line with a lone LF; true when its end was found. */
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
        return ascii ? new Cut.Line(new String(line, 0, length, StandardCharsets.ISO_8859_1)) : utf8(line, length);
    }

    private static Cut utf8(byte[] line, int length) {
        try {
            return new Cut.Line(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(line, 0, length))
                    .toString());
        } catch (CharacterCodingException e) {
            return new Cut.Malformed();
        }
    }
}
