package org.sluicemta.outcome;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.response.ResponseClass;

/**
 * An answer of a server, RFC 5321 section 4.2; or what this server found out itself where none came: a time-out, no route,
 * a refusal of its own.
 *
 * @param code 200 to 599; of what was found out here, a code that would say the same
 * @param enhancedStatus RFC 3463 code where the reply gave one, or null
 * @param lines without the codes; none when it had no words
 * @param foundHere what it means, when no server said it and its words are this server's own; else null
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

    /** A server's answer of one line. */
    public SmtpReply(int code, @Nullable String enhancedStatus, String text) {
        this(code, enhancedStatus, text.isEmpty() ? List.of() : List.of(text), null);
    }

    /** What no server said. */
    public static SmtpReply own(ResponseClass meaning, int code, String enhancedStatus, String text) {
        return new SmtpReply(code, enhancedStatus, List.of(text), meaning);
    }

    public boolean isOwn() {
        return foundHere != null;
    }

    /** All lines joined by a space. */
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

    /** The reply on one line, as it would stand in a log. */
    @Override
    public String toString() {
        String status = enhancedStatus;
        return status == null ? code + " " + text() : code + " " + status + " " + text();
    }
}
