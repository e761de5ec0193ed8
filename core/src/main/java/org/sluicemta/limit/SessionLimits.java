package org.sluicemta.limit;

import java.time.Duration;

/**
 * What one session may take.
 *
 * @param time from its greeting to its end
 * @param octetsPerSecond the slowest that content may come, measured over a minute; 0 for any pace
 */
public record SessionLimits(Duration time, int octetsPerSecond) {
    public static final SessionLimits DEFAULTS = new SessionLimits(Duration.ofHours(24), 64);
}
