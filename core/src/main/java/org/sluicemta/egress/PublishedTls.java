package org.sluicemta.egress;

import java.util.Set;

/**
 * Which TLS policies that receiving domains publish are followed.
 *
 * @param mtaSts those of RFC 8461
 * @param policyPort port of the hosts that serve them, 443 except in tests
 * @param ignoredFor recipient domains whose published policies are not followed, A-labels, lower case
 */
public record PublishedTls(boolean mtaSts, int policyPort, Set<String> ignoredFor) {
    public static final int HTTPS = 443;
    /** None of them. */
    public static final PublishedTls IGNORED = new PublishedTls(false, HTTPS, Set.of());

    public PublishedTls {
        ignoredFor = Set.copyOf(ignoredFor);
    }

    /** Whether an MTA-STS policy of this domain is followed. */
    public boolean mtaStsOf(String domain) {
        return mtaSts && !ignoredFor.contains(domain);
    }
}
