package org.sluicemta.egress;

import java.time.Instant;
import java.util.Optional;

/**
 * Where MTA-STS policies are kept over restarts, so that whoever can block DNS or HTTPS for a while gets no mail in plain
 * text (RFC 8461 section 10.2). All methods block, and throw an unchecked exception of the store when it can't be
 * reached. Thread-safe.
 */
public interface StsPolicyStore {
    /** The policy of a domain, even if it has expired. */
    Optional<Kept> find(String domain);

    /** Replaces the policy of its domain, if there is one. */
    void keep(Kept policy);

    /**
     * A policy as it was fetched.
     *
     * @param domain recipient domain, A-labels, lower case
     * @param id that its TXT record had, 1 to 32 letters and digits
     * @param text what the policy host answered, at most 64 KiB
     * @param fetched when it was last fetched
     * @param expires until when it may be used
     */
    record Kept(String domain, String id, String text, Instant fetched, Instant expires) {}
}
