package org.sluicemta.delivery.guard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sluicemta.egress.WarmUpHold;
import org.sluicemta.egress.WarmUpThresholds;
import org.sluicemta.reputation.RateCounts;

/** Decides whether a source that is being warmed up has done so badly that its plan must not go on (checklist W1). */
final class WarmUpPolicy {
    private static final long FEWEST_SENT = 100;
    /** Fewer may be one person with several mailboxes. */
    private static final long FEWEST_COMPLAINTS = 3;

    private WarmUpPolicy() {}

    /** @param days as of {@link WarmUpHold} */
    record Verdict(int days, String why) {}

    /**
     * @param counts of its mail
     * @param rests where it rests, because a site refuses it
     * @param bad those of its plan
     */
    static Optional<Verdict> judge(RateCounts counts, List<String> rests, WarmUpThresholds bad) {
        Optional<Verdict> bounces = counts.sent() < FEWEST_SENT
                ? Optional.empty()
                : verdict("hard bounces", counts.hardBouncePercent(), bad.holdBounces(), bad.backBounces());
        Optional<Verdict> complaints = counts.delivered() < FEWEST_SENT || counts.complaints() < FEWEST_COMPLAINTS
                ? Optional.empty()
                : verdict("complaints", counts.complaintPercent(), bad.holdComplaints(), bad.backComplaints());
        Optional<Verdict> worst = complaints.isPresent()
                        && complaints.get().days() > bounces.map(Verdict::days).orElse(0)
                ? complaints
                : bounces;
        return worst.isPresent() || rests.isEmpty()
                ? worst
                : Optional.of(new Verdict(WarmUpHold.REPEAT, rests.getFirst()));
    }

    private static Optional<Verdict> verdict(String what, double percent, double bad, double worse) {
        if (percent <= bad) {
            return Optional.empty();
        }
        double over = percent > worse ? worse : bad;
        String why = String.format(Locale.ROOT, "%s are %.2f %%, over %s %%", what, percent, over);
        return Optional.of(new Verdict(percent > worse ? WarmUpHold.STEP_BACK : WarmUpHold.REPEAT, why));
    }
}
