package org.sluicemta.delivery.site;

import java.time.Duration;
import org.sluicemta.delivery.schedule.ScheduleLimits;

/**
 * How much is held from lanes, and for how long.
 *
 * @param schedule limits per pool and site
 * @param laneIdle an empty lane is closed after this long
 * @param retryPause wait before the broker or a store is tried again after a failure
 * @param faultPause wait before a message is tried again after a fault of this server
 */
public record EgressLimits(ScheduleLimits schedule, Duration laneIdle, Duration retryPause, Duration faultPause) {
    public static final EgressLimits DEFAULTS = new EgressLimits(
            ScheduleLimits.DEFAULTS, Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofMinutes(5));
}
