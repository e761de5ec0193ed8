package org.sluicemta.limit;

import java.time.Duration;

/**
 * Limits on one session.
 *
 * @param time from its greeting to its end
 * @param octetsPerSecond slowest rate content may arrive at, measured over a minute; 0 for no limit
 */
public record SessionLimits(Duration time, int octetsPerSecond) {
    public static final SessionLimits DEFAULTS = new SessionLimits(Duration.ofHours(24), 64);
}
