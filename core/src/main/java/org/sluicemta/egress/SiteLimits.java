package org.sluicemta.egress;

import java.time.Duration;

/**
 * What one pool may do to one site at a time.
 *
 * @param connections open connections, all sources of the pool together
 * @param messagesPerSecond rate over all of them; 0 means no limit
 * @param messagesPerConnection a connection is closed after so many
 * @param idleTimeout a kept connection is closed after so long without use
 * @param timeouts for each step of a conversation
 */
public record SiteLimits(
        int connections,
        double messagesPerSecond,
        int messagesPerConnection,
        Duration idleTimeout,
        SiteTimeouts timeouts) {
    public static final SiteLimits DEFAULTS = new SiteLimits(20, 0, 100, Duration.ofSeconds(5), SiteTimeouts.DEFAULTS);

    SiteLimits withConnections(int most) {
        return new SiteLimits(most, messagesPerSecond, messagesPerConnection, idleTimeout, timeouts);
    }

    public SiteLimits {
        if (connections < 1) {
            throw new IllegalArgumentException("connections must be at least 1, got " + connections);
        }
        if (messagesPerSecond < 0) {
            throw new IllegalArgumentException("messages per second must not be negative, got " + messagesPerSecond);
        }
        if (messagesPerConnection < 1) {
            throw new IllegalArgumentException(
                    "messages per connection must be at least 1, got " + messagesPerConnection);
        }
    }
}
