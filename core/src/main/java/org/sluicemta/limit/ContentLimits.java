package org.sluicemta.limit;

import java.time.Duration;

/**
 * Limits on message content while it is received.
 *
 * @param time from the first octet of a message to its last, at any speed and in any number of chunks
 * @param bounceSize maximum size of a message to the bounce domain in octets; 0 for the same limit as other mail
 * @param strangers octets that all clients without relay rights may have in transfer together; 0 for no limit
 */
public record ContentLimits(Duration time, long bounceSize, long strangers) {
    public static final ContentLimits DEFAULTS = new ContentLimits(Duration.ofMinutes(30), 5 << 20, 256 << 20);
}
