package org.sluicemta.egress;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which TLS policies that receiving domains publish are followed.
 *
 * @param mtaSts those of RFC 8461
 * @param dane those of RFC 7672, as far as the DNS server says that DNSSEC proves them
 * @param policyPort port of the hosts that serve them, 443 except in tests
 * @param reporting reports to domains about their policies, or null if none are sent
 * @param ignoredFor recipient domains whose published policies are not followed, A-labels, lower case
 */
public record PublishedTls(
        boolean mtaSts,
        boolean dane,
        int policyPort,
        Set<String> ignoredFor,
        @Nullable TlsReporting reporting) {
    public static final int HTTPS = 443;
    /** None of them. */
    public static final PublishedTls IGNORED = new PublishedTls(false, false, HTTPS, Set.of());

    public PublishedTls {
        ignoredFor = Set.copyOf(ignoredFor);
    }

    /** Without reports. */
    public PublishedTls(boolean mtaSts, boolean dane, int policyPort, Set<String> ignoredFor) {
        this(mtaSts, dane, policyPort, ignoredFor, null);
    }

    /** Whether TLSA records of this domain's hosts are followed. */
    public boolean daneOf(String domain) {
        return dane && !ignoredFor.contains(domain);
    }

    /** Whether an MTA-STS policy of this domain is followed. */
    public boolean mtaStsOf(String domain) {
        return mtaSts && !ignoredFor.contains(domain);
    }
}
