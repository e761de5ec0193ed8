package org.sluicemta.gateway.limit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no slot now.
 *
 * @param earliest when there may be one, or null when nobody can say: something must end first
 */
public record Refusal(Reason reason, @Nullable Instant earliest) {
    /** What is in the way, the first of them. */
    public enum Reason {
        /** The server stops. */
        STOPPING,
        /** All connections of the site are in use. */
        SITE_CONNECTIONS,
        /** The site takes no connections lately. */
        SITE_SUSPENDED,
        /** The messages per second of the site. */
        SITE_RATE,
        /** The hosts that the domain's mail goes to take no connections lately. */
        HOSTS_SUSPENDED,
        /** The domain, with all others of the same hosts, has its share of the common site in use. */
        DOMAIN_SHARE,
        /** It isn't known whether the domain's hosts answer, and there are enough of that kind. */
        OPENING,
        /** All connections of the server or the pool are in use. */
        SERVER_CONNECTIONS
    }
}
