package org.sluicemta.smtp.frame;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.sluicemta.listener.BareLineEnds;

/**
 * Reads the content of a DATA command, RFC 5321 section 4.1.1.4 and 4.5.2: takes the stuffed dots away
 * and ends at {@code <CRLF>.<CRLF>}, and at nothing that merely looks like it. Lone CR, lone LF and NUL are passed over
 * and remembered in {@link #fault()}: the message is refused at its end, with the session in step. A line may have any
 * length, and input may be cut anywhere.
 */
public final class DataDecoder {
    private static final int SCRATCH = 16 * 1024;
    private static final byte[] CARRIAGE_RETURN = {'\r'};

    private enum State {
        LINE_START,
        DOT,
        DOT_CR,
        TEXT,
        CR,
        ENDED
    }

    private final ContentSink sink;
    private State state = State.LINE_START;
    private final FormCheck form;

    public DataDecoder(ContentSink sink, BareLineEnds bare) {
        this.form = new FormCheck(bare == BareLineEnds.NORMALISE);
        this.sink = bare == BareLineEnds.NORMALISE ? new LineEndRepair(sink) : sink;
    }

    /** Takes what belongs to the message from the buffer; true when the end was among it. */
    public boolean decode(ByteBuf in) {
        int most = Math.min(SCRATCH, in.readableBytes());
        byte[] raw = new byte[most];
        while (state != State.ENDED && in.isReadable()) {
            int length = Math.min(most, in.readableBytes());
            in.getBytes(in.readerIndex(), raw, 0, length);
            in.skipBytes(take(raw, length));
        }
        return state == State.ENDED;
    }

    /** What is wrong with the form of the content so far, or null. */
    public @Nullable String fault() {
        return form.fault();
    }

    /** Whether an octet above 127 was seen. */
    public boolean eightBit() {
        return form.eightBit();
    }

    /** Passes on what belongs to the text in one piece: it is moved together in its own array where dots are left out. */
    private int take(byte[] raw, int length) {
        int kept = 0;
        int run = 0;
        int at = 0;
        while (at < length && state != State.ENDED) {
            at = state == State.TEXT ? FormCheck.skipPlain(raw, at, length) : at;
            if (at == length) {
                break;
            }
            if (state == State.DOT_CR && raw[at] != '\n') {
                // The CR after the dot was held back in case it was the end.
                run = heldBack(at);
            }
            state = next(raw[at]);
            if (state == State.DOT || state == State.DOT_CR || state == State.ENDED) {
                kept = move(raw, run, at, kept);
                run = at + 1;
            }
            at++;
        }
        kept = move(raw, run, at, kept);
        if (kept > 0) {
            sink.write(raw, 0, kept);
        }
        return at;
    }

    /** Where the text goes on: with the CR before this octet, which may have been in the piece before. */
    private int heldBack(int at) {
        if (at > 0) {
            return at - 1;
        }
        sink.write(CARRIAGE_RETURN, 0, 1);
        return 0;
    }

    private static int move(byte[] raw, int from, int to, int kept) {
        if (kept < from && from < to) {
            System.arraycopy(raw, from, raw, kept, to - from);
        }
        return kept + Math.max(0, to - from);
    }

    private State next(byte b) {
        return switch (state) {
            case LINE_START -> b == '.' ? State.DOT : text(b);
            case DOT -> b == '\r' ? State.DOT_CR : text(b);
            case DOT_CR -> b == '\n' ? State.ENDED : afterLoneCr(b);
            case TEXT -> text(b);
            case CR -> b == '\n' ? State.LINE_START : afterLoneCr(b);
            case ENDED -> State.ENDED;
        };
    }

    private State afterLoneCr(byte b) {
        form.loneCr();
        return text(b);
    }

    private State text(byte b) {
        form.octet(b);
        return b == '\r' ? State.CR : State.TEXT;
    }
}
