package org.sluicemta.smtp.frame;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Inspects a message's header as it passes: counts Received fields, RFC 5321 section 6.3, and extracts the values of
 * Message-ID and of one other field. Expects a header normalised by {@link HeaderFilter}.
 */
public final class HeaderWatch implements ContentSink {
    private static final String RECEIVED = "received";
    private static final String MESSAGE_ID = "message-id";

    private enum State {
        LINE_START,
        NAME,
        /** In the value of a watched field, on any of its lines. */
        VALUE,
        /** In the value of another field. */
        OTHER,
        BODY
    }

    /**
     * What the header contained.
     *
     * @param hops Received fields
     * @param returns how many of them this server wrote
     * @param value value of the first such field that has one, unfolded as in RFC 5322 section 2.2.3, one character per
     *     octet; or null
     * @param tooLong whether that value was longer than {@link #LONGEST_VALUE} and truncated
     * @param messageId likewise of the first Message-ID field, RFC 5322 section 3.6.4, truncated to
     *     {@link #LONGEST_VALUE}; or null
     */
    public record Seen(
            int hops,
            int returns,
            @Nullable String value,
            boolean tooLong,
            @Nullable String messageId) {
        /** In characters. */
        public static final int LONGEST_VALUE = 1_000;
    }

    private final ContentSink sink;
    private final String wanted;
    private final String ownMark;
    private final int longestName;
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private State state = State.LINE_START;
    private boolean looking;
    private boolean cut;
    private int hops;
    private int returns;
    private @Nullable String value;
    private boolean tooLong;
    private @Nullable String messageId;

    /**
     * @param wanted name of the other field, in lower case
     * @param ownMark text that identifies this server's Received fields
     */
    public HeaderWatch(ContentSink sink, String wanted, String ownMark) {
        this.sink = sink;
        this.wanted = wanted;
        this.ownMark = ownMark;
        this.longestName = Math.max(MESSAGE_ID.length(), wanted.length());
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int i = offset; i < end && state != State.BODY; i++) {
            step((char) (bytes[i] & 0xFF));
        }
        sink.write(bytes, offset, length);
    }

    /** What the header contained so far. */
    public Seen seen() {
        endField();
        return new Seen(hops, returns, value, tooLong, messageId);
    }

    private void step(char c) {
        switch (state) {
            case LINE_START -> lineStart(c);
            case NAME -> name(c);
            case VALUE -> value(c);
            case OTHER -> state = c == '\n' ? State.LINE_START : State.OTHER;
            case BODY -> {}
        }
    }

    private void lineStart(char c) {
        if (c == ' ' || c == '\t') {
            state = looking ? State.VALUE : State.OTHER;
            step(c);
            return;
        }
        endField();
        if (c == '\r' || c == '\n') {
            state = State.BODY;
        } else {
            name.setLength(0);
            state = State.NAME;
            name(c);
        }
    }

    private void name(char c) {
        if (c == ':') {
            String field = name.toString().toLowerCase(Locale.ROOT);
            looking = field.equals(RECEIVED)
                    || field.equals(wanted) && value == null
                    || field.equals(MESSAGE_ID) && messageId == null;
            state = looking ? State.VALUE : State.OTHER;
        } else if (c == '\n') {
            state = State.LINE_START;
        } else if (name.length() == longestName) {
            state = State.OTHER;
        } else {
            name.append(c);
        }
    }

    private void value(char c) {
        boolean space = c == ' ' || c == '\t';
        if (c == '\n') {
            state = State.LINE_START;
        } else if (c == '\r' || space && text.isEmpty()) {
            return;
        } else if (text.length() < Seen.LONGEST_VALUE) {
            text.append(c);
        } else {
            cut |= !space;
        }
    }

    private void endField() {
        if (!looking) {
            return;
        }
        String field = name.toString().toLowerCase(Locale.ROOT);
        String found = text.toString().strip();
        if (field.equals(RECEIVED)) {
            hops++;
            returns += found.contains(ownMark) ? 1 : 0;
        }
        if (field.equals(MESSAGE_ID) && messageId == null && !found.isEmpty()) {
            messageId = found;
        }
        if (field.equals(wanted) && !field.equals(RECEIVED) && value == null && !found.isEmpty()) {
            value = found;
            tooLong = cut;
        }
        text.setLength(0);
        cut = false;
        looking = false;
    }
}
