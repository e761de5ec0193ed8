package org.sluicemta.response;

/**
 * What follows from a class.
 *
 * @param suppressAfter messages given up because of such answers after which the recipient is suppressed, 0 never; only where the recipient is to blame
 * @param retrySchedule name of a schedule of egress.xml
 */
public record ClassPolicy(
        ResponseClass responseClass, Permanence permanence, Blame blame, int suppressAfter, String retrySchedule) {
    public ClassPolicy {
        if (suppressAfter < 0 || suppressAfter > 100) {
            throw new IllegalArgumentException("suppress-after must be 0 to 100, got " + suppressAfter);
        }
        if (suppressAfter > 0 && blame != Blame.RECIPIENT) {
            throw new IllegalArgumentException("class " + responseClass.label()
                    + " may suppress only where the recipient is to blame, got suppress-after " + suppressAfter);
        }
    }

    /**
     * A temporary answer never suppresses at once: the mailbox may well exist. Where a message is given up because of one,
     * it counts where it takes several.
     *
     * @param finality 4 or 5 by the codes of the answer, 0 without any
     * @param reported by a bounce message: the reporter has given up, and nobody will try again
     * @param aboutRecipient otherwise nobody is suppressed
     */
    Classification classify(int finality, boolean reported, String rule, boolean aboutRecipient) {
        boolean permanent = isPermanent(finality, reported);
        boolean mayCount = aboutRecipient && (permanent || suppressAfter > 1);
        return new Classification(responseClass, permanent, blame, mayCount ? suppressAfter : 0, retrySchedule, rule);
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
