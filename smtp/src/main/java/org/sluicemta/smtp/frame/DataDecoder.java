package org.sluicemta.smtp.frame;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.sluicemta.listener.BareLineEnds;

/**
 * Decodes the content of a DATA command, RFC 5321 section 4.1.1.4 and 4.5.2. Removes dot-stuffing and ends at {@code
 * <CRLF>.<CRLF>}, and at nothing that merely resembles it. Lone CR, lone LF and NUL don't stop it but set {@link
 * #fault()}; the message is refused at its end and the session stays in sync. Lines may have any length and input may
 * be split anywhere.
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

    /** Consumes the message's octets from the buffer; true when they included the end. */
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

    /** The first formal error of the content so far, or null. */
    public @Nullable String fault() {
        return form.fault();
    }

    /** Whether an octet above 127 was seen. */
    public boolean eightBit() {
        return form.eightBit();
    }

    /** Passes the text on in one piece, closing the gaps in its own array where dots are removed. */
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
                // The CR after the dot was held back in case this was the end.
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

    /** Where the text continues: at the CR before this octet, which may have been in the previous piece. */
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
