package org.sluicemta.limit;

import java.time.Duration;

/**
 * What the content of messages may take while it is received.
 *
 * @param time from the first octet of a message to its last, whatever its pace and however many chunks it comes in
 * @param bounceSize octets of a message to the bounce domain; 0 for as many as of any other
 * @param strangers octets that clients who may not relay may have under way together; 0 for any number
 */
public record ContentLimits(Duration time, long bounceSize, long strangers) {
    public static final ContentLimits DEFAULTS = new ContentLimits(Duration.ofMinutes(30), 5 << 20, 256 << 20);
}
