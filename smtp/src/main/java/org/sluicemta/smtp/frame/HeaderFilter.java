package org.sluicemta.smtp.frame;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluicemta.listener.HeaderLimits;

/**
 * Normalises the header of a message as it arrives and passes the body through. All later readers then agree on where
 * the header ends and what is in it, which signatures depend on:
 *
 * <ul>
 *   <li>The header ends at the first line that isn't a field. If that isn't an empty line, one is inserted before it,
 *       RFC 5322 section 2.1. The same applies to a first line that begins with a blank, because it continues no field.
 *   <li>{@code From } lines of a mailbox file at the top are dropped, with any number of {@code >} before them.
 *   <li>{@code Bcc} names recipients whom the others must not see (RFC 5322 section 3.6.3). {@code Return-Path} may be
 *       written only by the last server (RFC 5321 section 4.4). {@code Content-Length} becomes wrong as soon as a field
 *       is added. All three are dropped, as Postfix does.
 *   <li>Blanks before the colon of a field (RFC 5322 section 4.5) are left out.
 * </ul>
 *
 * <p>A header that exceeds its limits sets {@link #fault()}, and nothing is passed on from there. At most the beginning
 * of one line is buffered.
 */
public final class HeaderFilter implements ContentSink {
    private static final byte[] LINE_END = {'\r', '\n'};
    /** RFC 5322 section 2.1.1: lines have no more octets, so a line without a colon up to here isn't a field. */
    private static final int LONGEST_NAME = 998;

    /** Maximum size of fields that name one or a few mailboxes, which readers and tenant checks parse closely. */
    private static final int LONGEST_ORIGINATOR = 8 * 1024;

    private static final Set<String> ORIGINATORS = Set.of("from", "sender", "resent-from", "resent-sender");
    private static final Set<String> DROPPED = Set.of("bcc", "resent-bcc", "return-path", "content-length");

    private enum State {
        /** At the start of a line. */
        LINE_START,
        /** In what may be a field name. */
        NAME,
        /** In a field value, on any of its lines. */
        VALUE,
        /** In a mailbox file's line. */
        MAILBOX_LINE,
        BODY
    }

    private final ContentSink sink;
    private final HeaderLimits limits;
    private final byte[] held = new byte[LONGEST_NAME];
    private int holding;
    private int nameLength;
    private State state = State.LINE_START;
    private boolean dropping;
    private int fields;
    private long octets;
    private long fieldOctets;
    private int mostFieldOctets;
    private @Nullable String fault;

    public HeaderFilter(ContentSink sink, HeaderLimits limits) {
        this.sink = sink;
        this.limits = limits;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end && fault == null) {
            at = switch (state) {
                case LINE_START -> lineStart(bytes, at);
                case NAME -> name(bytes, at, end);
                case VALUE -> value(bytes, at, end);
                case MAILBOX_LINE -> mailboxLine(bytes, at, end);
                case BODY -> {
                    sink.write(bytes, at, end - at);
                    yield end;
                }
            };
        }
    }

    /** The content is complete. Ends a header that nothing follows. */
    public void end() {
        if (fault != null || state == State.BODY) {
            return;
        }
        if (state == State.VALUE && !dropping) {
            sink.write(LINE_END, 0, LINE_END.length);
        }
        beginBody();
    }

    /** The limit the header exceeds, or null. */
    public @Nullable String fault() {
        return fault;
    }

    private int lineStart(byte[] bytes, int at) {
        byte octet = bytes[at];
        boolean blank = octet == ' ' || octet == '\t';
        if (blank && fields > 0) {
            state = State.VALUE;
        } else if (octet == '\r' || octet == '\n') {
            // The empty line itself, or something the form check refuses.
            state = State.BODY;
        } else {
            state = State.NAME;
            nameLength = 0;
        }
        return at;
    }

    private int name(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            byte octet = bytes[at];
            if (octet == ':' && nameLength > 0) {
                beginField();
                return at;
            }
            if (!belongsToName(octet) || holding == held.length) {
                noField();
                return at;
            }
            held[holding++] = octet;
            at++;
        }
        return at;
    }

    /** RFC 5322 section 3.6.8, and the blanks of section 4.5 after it. */
    private boolean belongsToName(byte octet) {
        if (octet == ' ' || octet == '\t') {
            return nameLength > 0;
        }
        boolean belongs = octet > ' ' && octet < 0x7F && octet != ':' && holding == nameLength;
        if (belongs) {
            nameLength++;
        }
        return belongs;
    }

    private void beginField() {
        fields++;
        fieldOctets = 0;
        String name = new String(held, 0, nameLength, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        dropping = DROPPED.contains(name);
        mostFieldOctets =
                ORIGINATORS.contains(name) ? Math.min(LONGEST_ORIGINATOR, limits.fieldOctets()) : limits.fieldOctets();
        state = State.VALUE;
        holding = 0;
        count(nameLength);
        if (fields > limits.fields()) {
            fault = "more than " + limits.fields() + " header fields";
        } else if (fault == null && !dropping) {
            sink.write(held, 0, nameLength);
        }
    }

    private int value(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != '\n') {
            at++;
        }
        if (at < end) {
            at++;
            state = State.LINE_START;
        }
        count(at - from);
        if (fault == null && !dropping) {
            sink.write(bytes, from, at - from);
        }
        return at;
    }

    private void count(int more) {
        octets += more;
        fieldOctets += more;
        if (octets > limits.octets()) {
            fault = "a header of more than " + limits.octets() + " octets";
        } else if (fieldOctets > mostFieldOctets) {
            fault = "a header field of more than " + mostFieldOctets + " octets";
        }
    }

    private void noField() {
        if (fields == 0 && isMailboxLine()) {
            holding = 0;
            state = State.MAILBOX_LINE;
        } else {
            beginBody();
        }
    }

    private boolean isMailboxLine() {
        int from = 0;
        while (from < nameLength && held[from] == '>') {
            from++;
        }
        return nameLength < holding
                && new String(held, from, nameLength - from, StandardCharsets.US_ASCII).equals("From");
    }

    private int mailboxLine(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != '\n') {
            at++;
        }
        if (at < end) {
            state = State.LINE_START;
            at++;
        }
        return at;
    }

    /** The body begins without an empty line before it, with the buffered octets. */
    private void beginBody() {
        state = State.BODY;
        sink.write(LINE_END, 0, LINE_END.length);
        sink.write(held, 0, holding);
        holding = 0;
    }
}
