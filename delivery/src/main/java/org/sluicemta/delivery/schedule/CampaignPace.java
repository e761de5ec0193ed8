package org.sluicemta.delivery.schedule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Spreads one campaign's mail for a site evenly over the time that is left. What is waiting is counted again for each
 * message, so the pace follows what arrives. It is slower while many of its messages are deferred.
 */
final class CampaignPace {
    /** A smaller share of deferrals is as usual. */
    static final double FEW = 0.05;

    /** How much one message counts in the share. */
    private static final double WEIGHT = 0.02;

    private static final double SLOWEST = 4;

    private @Nullable Instant last;
    private double deferred;

    /** A message leaves. */
    void left(Instant now) {
        last = now;
    }

    void ended(boolean wasDeferred) {
        deferred += WEIGHT * ((wasDeferred ? 1 : 0) - deferred);
    }

    /**
     * How it stands.
     *
     * @param waiting messages, the next one included
     */
    PacedCampaign now(Instant until, long waiting, Instant now) {
        Instant before = last;
        Instant from = before == null ? now : before;
        Duration left = Duration.between(from, until);
        // The last one is to leave before the end, not at the end.
        long even = left.toNanos() / (waiting + 1);
        Duration apart = Duration.ofNanos((long) Math.min(left.toNanos(), even * slower()));
        return new PacedCampaign(until, before == null ? now : before.plus(apart), apart, waiting, deferred);
    }

    private double slower() {
        return deferred < FEW ? 1 : Math.min(SLOWEST, 1 / (1 - deferred));
    }
}
