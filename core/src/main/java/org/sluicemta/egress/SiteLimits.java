package org.sluicemta.egress;

import java.time.Duration;

/**
 * How much one pool may send to one site at a time.
 *
 * @param connections open connections from all sources of the pool
 * @param messagesPerSecond rate over all connections; 0 for no limit
 * @param messagesPerConnection messages after which a connection is closed
 * @param recipientsPerMessage recipients of one transaction
 * @param idleTimeout how long an unused connection is kept
 * @param timeouts for each step of a conversation
 */
public record SiteLimits(
        int connections,
        double messagesPerSecond,
        int messagesPerConnection,
        int recipientsPerMessage,
        Duration idleTimeout,
        SiteTimeouts timeouts) {
    /** Every server accepts so many, RFC 5321 section 4.5.3.1.8. */
    public static final int RECIPIENTS = 100;

    public static final SiteLimits DEFAULTS = new SiteLimits(20, 0, 100, Duration.ofSeconds(5), SiteTimeouts.DEFAULTS);

    /** With as many recipients as every server accepts. */
    public SiteLimits(
            int connections,
            double messagesPerSecond,
            int messagesPerConnection,
            Duration idleTimeout,
            SiteTimeouts timeouts) {
        this(connections, messagesPerSecond, messagesPerConnection, RECIPIENTS, idleTimeout, timeouts);
    }

    SiteLimits withConnections(int most) {
        return new SiteLimits(
                most, messagesPerSecond, messagesPerConnection, recipientsPerMessage, idleTimeout, timeouts);
    }

    public SiteLimits {
        if (connections < 1) {
            throw new IllegalArgumentException("connections must be at least 1, got " + connections);
        }
        if (messagesPerSecond < 0) {
            throw new IllegalArgumentException("messages per second must not be negative, got " + messagesPerSecond);
        }
        if (recipientsPerMessage < 1) {
            throw new IllegalArgumentException(
                    "recipients per message must be at least 1, got " + recipientsPerMessage);
        }
        if (messagesPerConnection < 1) {
            throw new IllegalArgumentException(
                    "messages per connection must be at least 1, got " + messagesPerConnection);
        }
    }
}
