package org.sluicemta.smtp.frame;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.sluicemta.listener.BareLineEnds;

/**
 * Decodes the content of BDAT commands, RFC 3030 section 2: counted octets without dot-stuffing. One decoder handles
 * all chunks of a message, because a line may be split between chunks. Without BINARYMIME the content must still
 * consist of CRLF-terminated lines without NUL.
 */
public final class ChunkDecoder {
    private final ContentSink sink;
    private final FormCheck form;
    private boolean carriageReturn;
    private long remaining;

    public ChunkDecoder(ContentSink sink, BareLineEnds bare) {
        this.form = new FormCheck(bare == BareLineEnds.NORMALISE);
        this.sink = bare == BareLineEnds.NORMALISE ? new LineEndRepair(sink) : sink;
    }

    /** Starts the next chunk of this size in octets. */
    public void expect(long size) {
        remaining = size;
    }

    /** Consumes the chunk's octets from the buffer; true when the chunk is complete. */
    public boolean decode(ByteBuf in) {
        int length = (int) Math.min(remaining, in.readableBytes());
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        for (byte b : bytes) {
            check(b);
        }
        sink.write(bytes, 0, length);
        remaining -= length;
        return remaining == 0;
    }

    /** The first formal error of the content so far, or null. */
    public @Nullable String fault() {
        return form.fault();
    }

    /** Whether an octet above 127 was seen. */
    public boolean eightBit() {
        return form.eightBit();
    }

    /** Call when the last chunk is complete: a final carriage return has no line feed any more. */
    public void end() {
        if (carriageReturn) {
            form.loneCr();
        }
    }

    private void check(byte b) {
        if (carriageReturn && b == '\n') {
            carriageReturn = false;
            return;
        }
        if (carriageReturn) {
            form.loneCr();
        }
        form.octet(b);
        carriageReturn = b == '\r';
    }
}
