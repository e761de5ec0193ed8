package org.sluicemta.testing.smtp;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/**
 * Receives the content of one message and counts it. Only CRLF.CRLF ends DATA (RFC 5321 section 4.1.1.4): a sink that
 * accepted anything less would hide a smuggled message.
 */
final class ContentReader {
    private enum State {
        LINE_START,
        TEXT,
        CR,
        DOT,
        DOT_CR
    }

    /** What cuts a transfer short, and after how many bytes. */
    record Cut(int afterBytes, SinkFault fault) {}

    /** Thrown when the limit is reached. */
    static final class CutReached extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient SinkFault fault;

        CutReached(SinkFault fault) {
            this.fault = fault;
        }

        SinkFault fault() {
            return fault;
        }
    }

    private final SinkWire wire;
    private final long maxBytes;
    private final Optional<Cut> cut;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream(4096);
    private long size;
    private State state = State.LINE_START;

    ContentReader(SinkWire wire, long maxBytes, Optional<Cut> cut) {
        this.wire = wire;
        this.maxBytes = maxBytes;
        this.cut = cut;
    }

    /** Reads up to the final dot. */
    void readDotted() throws IOException {
        boolean more = true;
        while (more) {
            int c = wire.read();
            if (c < 0) {
                throw new EOFException("the client closed in the middle of DATA");
            }
            more = take(c);
        }
    }

    /** Reads one BDAT chunk (RFC 3030 section 2). */
    void readChunk(long length) throws IOException {
        for (long i = 0; i < length; i++) {
            int c = wire.read();
            if (c < 0) {
                throw new EOFException("the client closed in the middle of BDAT");
            }
            keep(c);
        }
    }

    private boolean take(int c) throws IOException {
        switch (state) {
            case LINE_START -> {
                if (c == '.') {
                    state = State.DOT;
                } else {
                    keepText(c);
                }
            }
            case TEXT -> keepText(c);
            case CR -> {
                if (c == '\n') {
                    keep(c);
                    state = State.LINE_START;
                } else {
                    keepText(c);
                }
            }
            case DOT -> {
                if (c == '\r') {
                    state = State.DOT_CR;
                } else {
                    keepText(c);
                }
            }
            case DOT_CR -> {
                if (c == '\n') {
                    return false;
                }
                keep('\r');
                keepText(c);
            }
        }
        return true;
    }

    private void keepText(int c) throws IOException {
        keep(c);
        state = c == '\r' ? State.CR : State.TEXT;
    }

    private void keep(int c) throws IOException {
        size++;
        if (size <= maxBytes) {
            content.write(c);
        }
        if (cut.isPresent() && size >= cut.get().afterBytes()) {
            throw new CutReached(cut.get().fault());
        }
    }

    boolean isTooLarge() {
        return size > maxBytes;
    }

    long size() {
        return size;
    }

    byte[] content() {
        return content.toByteArray();
    }
}
