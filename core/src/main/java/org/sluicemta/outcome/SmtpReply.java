package org.sluicemta.outcome;

import org.jspecify.annotations.Nullable;

/**
 * An answer of a server, RFC 5321 section 4.2.
 *
 * @param code 200 to 599
 * @param enhancedStatus RFC 3463 code where the reply gave one, or null
 * @param text all lines joined by a space, without the codes
 */
public record SmtpReply(int code, @Nullable String enhancedStatus, String text) {
    public SmtpReply {
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("an SMTP reply has a code of 200 to 599, got " + code);
        }
    }

    public boolean isPositive() {
        return code < 400;
    }

    public boolean isTransient() {
        return code >= 400 && code < 500;
    }

    public boolean isPermanent() {
        return code >= 500;
    }

    /** The reply on one line, as it would stand in a log. */
    @Override
    public String toString() {
        String status = enhancedStatus;
        return status == null ? code + " " + text : code + " " + status + " " + text;
    }
}
