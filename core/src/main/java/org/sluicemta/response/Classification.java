package org.sluicemta.response;

import java.time.Duration;

/**
 * What the table says about an answer.
 *
 * @param permanent trying again is pointless
 * @param suppressAfter messages given up because of such answers after which the recipient is suppressed: 1 at once, 0 never
 * @param retrySchedule name of the schedule for a temporary one, {@code default} among them
 * @param rule id of the rule that decided, {@code none} when only the code did
 * @param lasting how long the recipient's domain must have failed before one failure suppresses; zero for at once
 */
public record Classification(
        ResponseClass responseClass,
        boolean permanent,
        Blame blame,
        int suppressAfter,
        String retrySchedule,
        String rule,
        Duration lasting) {
    /** One that suppresses, if it does, at once. */
    public Classification(
            ResponseClass responseClass,
            boolean permanent,
            Blame blame,
            int suppressAfter,
            String retrySchedule,
            String rule) {
        this(responseClass, permanent, blame, suppressAfter, retrySchedule, rule, Duration.ZERO);
    }
}
