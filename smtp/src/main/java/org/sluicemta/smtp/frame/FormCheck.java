package org.sluicemta.smtp.frame;

import org.jspecify.annotations.Nullable;

/** Remembers the first violation of RFC 5321 section 2.3.8 and 4.5.2 in a content. */
final class FormCheck {
    private final boolean bareLineEnds;
    private @Nullable String fault;
    private boolean eightBit;

    /** @param bareLineEnds whether they are allowed because they will be converted to CRLF */
    FormCheck(boolean bareLineEnds) {
        this.bareLineEnds = bareLineEnds;
    }

    /** Index of the first octet at or after {@code from} that needs a closer look; {@code to} when there is none. */
    static int skipPlain(byte[] octets, int from, int to) {
        int at = from;
        while (at < to && octets[at] > '\r') {
            at++;
        }
        return at;
    }

    /** An octet other than the LF of a CRLF pair. */
    void octet(byte b) {
        if (b < 0) {
            eightBit = true;
        } else if (b == '\n' && !bareLineEnds) {
            note("a line feed without a carriage return");
        } else if (b == 0) {
            note("a NUL octet");
        }
    }

    void loneCr() {
        if (!bareLineEnds) {
            note("a carriage return without a line feed");
        }
    }

    @Nullable
    String fault() {
        return fault;
    }

    boolean eightBit() {
        return eightBit;
    }

    private void note(String what) {
        if (fault == null) {
            fault = what;
        }
    }
}
