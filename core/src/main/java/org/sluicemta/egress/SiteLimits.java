package org.sluicemta.egress;

import java.time.Duration;

/**
 * How much one pool may send to one site at a time.
 *
 * @param connections open connections from all sources of the pool
 * @param messagesPerSecond rate over all connections; 0 for no limit
 * @param messagesPerConnection messages after which a connection is closed
 * @param idleTimeout how long an unused connection is kept
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
