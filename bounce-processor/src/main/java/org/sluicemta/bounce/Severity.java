package org.sluicemta.bounce;

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
}
