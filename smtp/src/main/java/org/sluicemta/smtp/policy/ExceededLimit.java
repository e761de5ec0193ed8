package org.sluicemta.smtp.policy;

import org.sluicemta.limit.LimitKind;
import org.sluicemta.limit.Subject;

/**
 * A limit that was reached.
 *
 * @param most what is allowed
 */
public record ExceededLimit(Subject subject, LimitKind kind, int most) {
    /** For the client and the event: {@code network 192.0.2.0/24 may send 500 messages per second}. */
    public String words() {
        String day = kind == LimitKind.MESSAGES_PER_DAY || kind == LimitKind.RECIPIENTS_PER_DAY
                ? ", counted from 00:00 UTC"
                : ", please slow down";
        return "Limit of " + most + " " + kind.words() + " for " + subject + " reached" + day;
    }
}
