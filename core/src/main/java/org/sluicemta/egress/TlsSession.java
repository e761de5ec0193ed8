package org.sluicemta.egress;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A session with a host of a domain that publishes a policy, RFC 8460 section 4.4.
 *
 * @param domain recipient domain, A-labels, lower case
 * @param policyId id of an MTA-STS policy; empty for TLSA records, and where the policy couldn't be fetched
 * @param host MX host
 * @param failure what was wrong, or null if the session was as the policy wants it
 */
public record TlsSession(
        String domain,
        Kind kind,
        String policyId,
        String host,
        @Nullable TlsFailure failure) {
    /** Kinds of policies. */
    public enum Kind {
        STS("sts"),
        TLSA("tlsa");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** As reports name it. */
        public String label() {
            return label;
        }

        /** The one with this label. */
        public static Kind of(String label) {
            return Arrays.stream(values())
                    .filter(one -> one.label.equals(label))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no kind of policy is called " + label));
        }
    }
}
