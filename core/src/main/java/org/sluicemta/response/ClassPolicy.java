package org.sluicemta.response;

import java.time.Duration;

/**
 * What a reply class leads to.
 *
 * @param suppressAfter number of messages given up because of such replies before the recipient is suppressed; 0 for
 *     never. Only where the recipient is to blame
 * @param retrySchedule name of a schedule of egress.xml
 * @param lasting how long the recipient's domain must have been failing before one failure suppresses; zero for
 *     immediately
 * @param action for its replies, unless their rule says otherwise
 */
public record ClassPolicy(
        ResponseClass responseClass,
        Permanence permanence,
        Blame blame,
        int suppressAfter,
        String retrySchedule,
        Duration lasting,
        ResponseAction action) {
    public ClassPolicy {
        if (lasting.isNegative() || !lasting.isZero() && suppressAfter != 1) {
            throw new IllegalArgumentException("class " + responseClass.label()
                    + " may be lasting only with suppress-after 1, got " + lasting + " and " + suppressAfter);
        }
        if (suppressAfter < 0 || suppressAfter > 100) {
            throw new IllegalArgumentException("suppress-after must be 0 to 100, got " + suppressAfter);
        }
        if (suppressAfter > 0 && blame != Blame.RECIPIENT) {
            throw new IllegalArgumentException("class " + responseClass.label()
                    + " may suppress only where the recipient is to blame, got suppress-after " + suppressAfter);
        }
        if (!action.kind().mayFollow(blame)) {
            throw new IllegalArgumentException("class " + responseClass.label()
                    + " may have an action only where the source or the site is to blame, got blame " + blame);
        }
    }

    /** A class that suppresses immediately, if at all, and has no action. */
    public ClassPolicy(
            ResponseClass responseClass, Permanence permanence, Blame blame, int suppressAfter, String retrySchedule) {
        this(responseClass, permanence, blame, suppressAfter, retrySchedule, Duration.ZERO, ResponseAction.NONE);
    }

    /**
     * A temporary reply never suppresses immediately, because the mailbox may well exist. If a message is given up
     * because of one, it counts where suppression takes several.
     *
     * @param finality 4 or 5 by the codes of the reply, 0 without any
     * @param reported by a bounce message: the reporter has given up, and nobody will retry
     * @param aboutRecipient otherwise nobody is suppressed
     * @param does the action of the class or the rule, or none
     */
    Classification classify(int finality, boolean reported, String rule, boolean aboutRecipient, ResponseAction does) {
        boolean permanent = isPermanent(finality, reported);
        boolean mayCount = aboutRecipient && (permanent || suppressAfter > 1);
        return new Classification(
                responseClass, permanent, blame, mayCount ? suppressAfter : 0, retrySchedule, rule, lasting, does);
    }

    private boolean isPermanent(int finality, boolean reported) {
        return switch (permanence) {
            case ALWAYS -> true;
            case NEVER -> reported && finality == 5;
            case AS_CODED -> finality != 4;
            case AS_CODED_ELSE_TEMPORARY -> finality == 5;
        };
    }
}
