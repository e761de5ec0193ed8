package org.sluicemta.delivery.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * How a campaign's mail for a site is spread over time.
 *
 * @param until when it is to be delivered
 * @param next when the next message may leave
 * @param apart time between two messages
 * @param waiting messages
 * @param deferred share of its last messages that were deferred, 0 to 1
 */
public record PacedCampaign(Instant until, Instant next, Duration apart, long waiting, double deferred) {
    @Override
    public String toString() {
        String slower = deferred < CampaignPace.FEW
                ? ""
                : String.format(Locale.ROOT, ", slower because %.0f %% are deferred", 100 * deferred);
        return String.format(
                Locale.ROOT,
                "its campaign is spread until %s: %d waiting, one every %.3g s%s",
                until,
                waiting,
                apart.toMillis() / 1000.0,
                slower);
    }
}
