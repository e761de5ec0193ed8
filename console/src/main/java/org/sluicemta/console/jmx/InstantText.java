package org.sluicemta.console.jmx;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** A time given by a JMX client. */
final class InstantText {
    private InstantText() {}

    /** Throws IllegalArgumentException that names the value. */
    static Instant parse(String what, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(what + " must look like 2026-11-22T12:00:00Z, got \"" + text + "\"", e);
        }
    }
}
