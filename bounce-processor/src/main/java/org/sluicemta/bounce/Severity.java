package org.sluicemta.bounce;

import org.jspecify.annotations.Nullable;

/**
 * How final a report is for one recipient, according to the reporting side; not yet our decision about the recipient.
 */
public enum Severity {
    /** The same message to the same address would fail again (RFC 3463 class 5). */
    PERMANENT,
    /** A condition that may pass, even if the reporter has given up (RFC 3463 class 4). */
    TEMPORARY,
    /** No failure: delivered, a complaint, an auto-reply. */
    NONE;

    /** The lower-case word used in JSON and events. */
    public String word() {
        return switch (this) {
            case PERMANENT -> "permanent";
            case TEMPORARY -> "temporary";
            case NONE -> "none";
        };
    }

    /** The severity of an enhanced status ({@code 5.1.1}) or SMTP code ({@code 550}) by its first digit, if it has one. */
    public static @Nullable Severity ofClassDigit(@Nullable String statusOrCode) {
        if (statusOrCode == null || statusOrCode.isEmpty()) {
            return null;
        }
        return switch (statusOrCode.charAt(0)) { // RFC 3463 section 3.1
            case '5' -> PERMANENT;
            case '4' -> TEMPORARY;
            case '2' -> NONE;
            default -> null;
        };
    }
}
