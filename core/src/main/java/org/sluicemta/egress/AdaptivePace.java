package org.sluicemta.egress;

import java.time.Duration;

/**
 * How a source slows down at a site that tells it to, and becomes faster again. All shares are more than 0 and at most 1.
 *
 * @param floor share of the full pace that it never goes below
 * @param cut by which share the pace is cut each time
 * @param rise by which share of the full pace it rises
 * @param every in what time, if the site hasn't told it to slow down in it
 * @param leastConnections connections that it keeps in any case
 */
public record AdaptivePace(double floor, double cut, double rise, Duration every, int leastConnections) {
    public static final AdaptivePace DEFAULTS = new AdaptivePace(0.02, 0.5, 0.1, Duration.ofMinutes(1), 1);

    public AdaptivePace {
        if (!isShare(floor) || !isShare(cut) || !isShare(rise)) {
            throw new IllegalArgumentException(
                    "floor, cut and rise are shares up to 1, got " + floor + ", " + cut + ", " + rise);
        }
        if (every.compareTo(Duration.ofSeconds(1)) < 0 || leastConnections < 1) {
            throw new IllegalArgumentException(
                    "rises at most once a second, with at least a connection, got " + every + ", " + leastConnections);
        }
    }

    private static boolean isShare(double share) {
        return share > 0 && share <= 1;
    }
}
