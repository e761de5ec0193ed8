package org.sluicemta.limit;

import java.time.Duration;

/**
 * What happens after failed logins.
 *
 * @param failures of one address (IPv6: one network) until it is banned; 0 never bans
 * @param within period over which failures are counted
 * @param ban how long the address is refused
 * @param delay delay before the first failure is answered; it doubles with each further failure of the session, up to
 *     16 times
 */
public record LoginLimits(int failures, Duration within, Duration ban, Duration delay) {
    public static final LoginLimits DEFAULTS =
            new LoginLimits(10, Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofSeconds(1));
}
