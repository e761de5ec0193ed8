package org.sluicemta.delivery.guard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sluicemta.egress.WarmUpHold;
import org.sluicemta.reputation.RateCounts;

/** Decides whether a source that is being warmed up has done so badly that its plan must not go on (checklist W1). */
final class WarmUpPolicy {
    private static final long FEWEST_SENT = 100;
    /** Fewer may be one person with several mailboxes. */
    private static final long FEWEST_COMPLAINTS = 3;

    private static final double BAD_BOUNCES = 2;
    private static final double WORSE_BOUNCES = 5;
    private static final double BAD_COMPLAINTS = 0.1;
    private static final double WORSE_COMPLAINTS = 0.5;

    private WarmUpPolicy() {}

    /** @param days as of {@link WarmUpHold} */
    record Verdict(int days, String why) {}

    /**
     * @param counts of its mail
     * @param rests where it rests, because a site refuses it
     */
    static Optional<Verdict> judge(RateCounts counts, List<String> rests) {
        Optional<Verdict> bounces = counts.sent() < FEWEST_SENT
                ? Optional.empty()
                : verdict("hard bounces", counts.hardBouncePercent(), BAD_BOUNCES, WORSE_BOUNCES);
        Optional<Verdict> complaints = counts.delivered() < FEWEST_SENT || counts.complaints() < FEWEST_COMPLAINTS
                ? Optional.empty()
                : verdict("complaints", counts.complaintPercent(), BAD_COMPLAINTS, WORSE_COMPLAINTS);
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
        String why = String.format(Locale.ROOT, "%s are %.2f %%, over %.1f %%", what, percent, over);
        return Optional.of(new Verdict(percent > worse ? WarmUpHold.STEP_BACK : WarmUpHold.REPEAT, why));
    }
}
