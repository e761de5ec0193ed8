package org.sluicemta.egress;

/**
 * How badly a source may do before its warm-up plan stops going on. Percentages, more than 0 and at most 100.
 *
 * @param holdBounces hard bounces above which the day is repeated
 * @param holdComplaints complaints above which the day is repeated
 * @param backBounces hard bounces above which the plan steps back; no less than {@code holdBounces}
 * @param backComplaints complaints above which the plan steps back; no less than {@code holdComplaints}
 */
public record WarmUpThresholds(double holdBounces, double holdComplaints, double backBounces, double backComplaints) {
    /** What senders commonly go by (checklist W1). */
    public static final WarmUpThresholds DEFAULTS = new WarmUpThresholds(2, 0.1, 5, 0.5);

    public WarmUpThresholds {
        check("bounces", holdBounces, backBounces);
        check("complaints", holdComplaints, backComplaints);
    }

    private static void check(String what, double hold, double back) {
        if (!(hold > 0 && hold <= back && back <= 100)) {
            throw new IllegalArgumentException("a warm-up is held at more than 0 % and steps back at no less, got "
                    + hold + " % and " + back + " % " + what);
        }
    }
}
