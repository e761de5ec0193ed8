package org.sluicemta.outcome;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.response.ResponseClass;

/**
 * A server's reply, RFC 5321 section 4.2, or what this server found when there was none: a timeout, no route, a refusal
 * of its own.
 *
 * @param code 200 to 599; for a local finding, the code with the same meaning
 * @param enhancedStatus RFC 3463 code where the reply gave one, or null
 * @param lines without the codes; empty when there was no text
 * @param foundHere the class of a local finding; null for a server's reply
 */
public record SmtpReply(
        int code,
        @Nullable String enhancedStatus,
        List<String> lines,
        @Nullable ResponseClass foundHere) {
    public SmtpReply {
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("an SMTP reply has a code of 200 to 599, got " + code);
        }
        lines = List.copyOf(lines);
    }

    /** A server's one-line reply. */
    public SmtpReply(int code, @Nullable String enhancedStatus, String text) {
        this(code, enhancedStatus, text.isEmpty() ? List.of() : List.of(text), null);
    }

    /** A local finding. */
    public static SmtpReply own(ResponseClass meaning, int code, String enhancedStatus, String text) {
        return new SmtpReply(code, enhancedStatus, List.of(text), meaning);
    }

    public boolean isOwn() {
        return foundHere != null;
    }

    /** All lines joined with spaces. */
    public String text() {
        return String.join(" ", lines);
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

    /** The reply on one line, as in a log. */
    @Override
    public String toString() {
        String status = enhancedStatus;
        return status == null ? code + " " + text() : code + " " + status + " " + text();
    }
}
