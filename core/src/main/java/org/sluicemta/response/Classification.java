package org.sluicemta.response;

import java.time.Duration;

/**
 * The table's verdict on a reply.
 *
 * @param permanent whether a retry is pointless
 * @param suppressAfter number of messages given up because of such replies before the recipient is suppressed: 1 for
 *     immediately, 0 for never
 * @param retrySchedule name of the retry schedule for a temporary reply, such as {@code default}
 * @param rule id of the rule that decided; {@code none} when the code decided
 * @param lasting how long the recipient's domain must have been failing before one failure suppresses; zero for
 *     immediately
 * @param action what is done for the source
 */
public record Classification(
        ResponseClass responseClass,
        boolean permanent,
        Blame blame,
        int suppressAfter,
        String retrySchedule,
        String rule,
        Duration lasting,
        ResponseAction action) {
    /** The rule of a verdict that none decided. */
    public static final String NO_RULE = "none";

    /** Whether a rule decided, and not the code. */
    public boolean isByRule() {
        return !rule.equals(NO_RULE);
    }

    /** A verdict that suppresses immediately, if at all, and does nothing else. */
    public Classification(
            ResponseClass responseClass,
            boolean permanent,
            Blame blame,
            int suppressAfter,
            String retrySchedule,
            String rule) {
        this(responseClass, permanent, blame, suppressAfter, retrySchedule, rule, Duration.ZERO, ResponseAction.NONE);
    }
}
