package org.sluicemta.delivery.guard;

import java.util.Locale;
import java.util.Optional;
import org.sluicemta.reputation.RateCounts;
import org.sluicemta.settings.GuardSettings;

/** Decides whether figures are bad enough to hold a stream. */
public final class GuardPolicy {
    /** Fewer could all be one person with mailboxes at several providers. */
    private static final int FEWEST_COMPLAINTS = 10;

    private static final int FEWEST_REPORTERS = 3;

    private final GuardSettings settings;

    public GuardPolicy(GuardSettings settings) {
        this.settings = settings;
    }

    /**
     * Why mail with these figures must be held, or empty.
     *
     * @param whose what the figures are about, for the message: {@code stream marketing}
     * @param reporters number of reporters who vouched for the tenant's complaints
     */
    public Optional<String> judge(String whose, RateCounts counts, int reporters) {
        if (counts.sent() >= settings.minimumVolume() && counts.hardBouncePercent() > settings.hardBouncePercent()) {
            return Optional.of(sentence(
                    "hard bounces",
                    whose,
                    counts.hardBouncePercent(),
                    settings.hardBouncePercent(),
                    counts.hardBounces(),
                    counts.sent()));
        }
        if (counts.delivered() >= settings.minimumVolume()
                && counts.complaints() >= FEWEST_COMPLAINTS
                && reporters >= FEWEST_REPORTERS
                && counts.complaintPercent() > settings.complaintPercent()) {
            return Optional.of(sentence(
                    "complaints",
                    whose,
                    counts.complaintPercent(),
                    settings.complaintPercent(),
                    counts.complaints(),
                    counts.delivered()));
        }
        return Optional.empty();
    }

    private static String sentence(String what, String whose, double percent, double limit, long part, long whole) {
        return String.format(
                Locale.ROOT,
                "%s of %s are %.2f %%, over %.2f %% (%d of %d messages)",
                what,
                whose,
                percent,
                limit,
                part,
                whole);
    }
}
