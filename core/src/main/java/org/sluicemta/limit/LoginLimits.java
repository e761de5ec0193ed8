package org.sluicemta.limit;

import java.time.Duration;

/**
 * What failed logins lead to.
 *
 * @param failures of one address (IPv6: one network) until it is banned; 0 never bans
 * @param within the time in which they count together
 * @param ban how long the address is turned away
 * @param delay before the first failure is answered; each further one of a session waits twice as long, up to 16 times
 */
public record LoginLimits(int failures, Duration within, Duration ban, Duration delay) {
    public static final LoginLimits DEFAULTS =
            new LoginLimits(10, Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofSeconds(1));
}
