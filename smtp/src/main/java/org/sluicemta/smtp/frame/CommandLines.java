package org.sluicemta.smtp.frame;

import io.netty.buffer.ByteBuf;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Cuts command lines out of the input. A line ends in CRLF; one that ends in a lone LF, is too long, or is no UTF-8 is
 * reported as such, so that the peer gets an answer and the session stays in step. Of a line that is too long nothing is
 * kept.
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

    /** @param limit longest line in octets, with its line end */
    public CommandLines(int limit) {
        this.limit = limit;
    }

    /** The next line, or null when more input is needed. */
    public @Nullable Cut next(ByteBuf in) {
        int end = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
        if (end < 0) {
            dropExcess(in);
            return null;
        }
        int length = end - in.readerIndex();
        if (skipping || length + 1 > limit) {
            skipping = false;
            in.readerIndex(end + 1);
            return new Cut.TooLong();
        }
        byte[] line = new byte[length];
        in.readBytes(line);
        in.skipBytes(1);
        return cut(line);
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
