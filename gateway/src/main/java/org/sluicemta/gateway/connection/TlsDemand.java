package org.sluicemta.gateway.connection;

import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.gateway.sts.StsPolicy;

/** What TLS a destination needs, and who says so. Of several demands the strictest holds. */
public sealed interface TlsDemand {
    /** Said by egress.xml, or by a message with REQUIRETLS. */
    record Configured(TlsPolicy policy) implements TlsDemand {}

    /** Said by the recipient domain's MTA-STS policy, which is enforced. RFC 8461 section 4. */
    record Sts(StsPolicy policy) implements TlsDemand {}

    TlsDemand CLEAR = new Configured(TlsPolicy.NONE);

    /** How strict it is, whoever says so. */
    default TlsPolicy level() {
        return switch (this) {
            case Configured configured -> configured.policy();
            case Sts sts -> TlsPolicy.VERIFIED;
        };
    }

    /** Whether mail may also go in plain text, if there is no other way. */
    default boolean isOpportunistic() {
        return level() == TlsPolicy.OPPORTUNISTIC;
    }

    /** Destinations with equal hosts share connections only if these are equal, too. */
    default String key() {
        return switch (this) {
            case Configured configured -> configured.policy().name();
            // The hosts are those that the policy allows, so policies that allow the same ones may share connections.
            case Sts sts -> "STS";
        };
    }

    /** For events. */
    default String label() {
        return switch (this) {
            case Configured configured -> configured.policy().label();
            case Sts sts -> "mta-sts " + sts.policy().id();
        };
    }

    /** For replies: what to read when it isn't met. */
    default String source() {
        return switch (this) {
            case Configured configured ->
                "the tls setting \"" + configured.policy().label() + "\"";
            case Sts sts -> sts.policy().toString();
        };
    }
}
