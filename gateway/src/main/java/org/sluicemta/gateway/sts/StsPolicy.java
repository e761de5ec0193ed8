package org.sluicemta.gateway.sts;

import java.time.Duration;
import java.util.List;
import org.sluicemta.mail.DomainName;

/**
 * A domain's MTA-STS policy, RFC 8461 section 3.2.
 *
 * @param domain recipient domain
 * @param id of its TXT record, which changes with the policy
 * @param mx patterns of the hosts that may take its mail, lower case; at least one unless the mode is none
 * @param maxAge how long it may be used
 */
public record StsPolicy(String domain, String id, Mode mode, List<String> mx, Duration maxAge) {
    /** What follows from a host that doesn't comply. RFC 8461 section 5. */
    public enum Mode {
        /** Mail does not go there. */
        ENFORCE,
        /** It is only reported. */
        TESTING,
        /** The domain has no policy any more. */
        NONE
    }

    public StsPolicy {
        mx = List.copyOf(mx);
    }

    public boolean isEnforced() {
        return mode == Mode.ENFORCE;
    }

    /** Whether the host may take the domain's mail, RFC 8461 section 4.1. */
    public boolean allows(String host) {
        return mx.stream().anyMatch(pattern -> DomainName.matches(pattern, host));
    }

    /** For logs and replies. */
    @Override
    public String toString() {
        return "MTA-STS policy " + id + " of " + domain;
    }
}
