package org.sluicemta.gateway.connection;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sluicemta.egress.TlsClient;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.gateway.dane.DaneCheck;
import org.sluicemta.gateway.dane.Tlsa;
import org.sluicemta.gateway.dns.TlsaAnswer;
import org.sluicemta.gateway.sts.StsPolicy;

/** What TLS a destination needs, and who says so. Of several demands the strictest holds. */
public sealed interface TlsDemand {
    /** Said by egress.xml, or by a message with REQUIRETLS. */
    record Configured(TlsPolicy policy) implements TlsDemand {}

    /** Said by the recipient domain's MTA-STS policy, which is enforced. RFC 8461 section 4. */
    record Sts(StsPolicy policy) implements TlsDemand {}

    /**
     * Said by the TLSA records of a host. RFC 7672.
     *
     * @param records usable ones; if there are none, any certificate will do (section 2.2)
     * @param baseDomain the name that the records belong to
     */
    record Dane(List<Tlsa> records, String baseDomain) implements TlsDemand {
        public Dane {
            records = List.copyOf(records);
        }
    }

    TlsDemand CLEAR = new Configured(TlsPolicy.NONE);

    /** What an authority has to vouch for, and whether there may be plain text. */
    default TlsPolicy level() {
        return switch (this) {
            case Configured configured -> configured.policy();
            case Sts sts -> TlsPolicy.VERIFIED;
            case Dane dane -> TlsPolicy.REQUIRED;
        };
    }

    /** What else must be true of the certificates shown; what isn't, or nothing. */
    default Optional<String> faultOf(List<X509Certificate> chain, Instant now) {
        return switch (this) {
            case Configured configured -> Optional.empty();
            case Sts sts ->
                ServerCertificate.namesHost(chain)
                        ? Optional.empty()
                        : Optional.of("the certificate has no subjectAltName of type dNSName");
            case Dane dane ->
                dane.records().isEmpty()
                        ? Optional.empty()
                        : DaneCheck.fault(dane.records(), chain, dane.baseDomain(), now);
        };
    }

    /**
     * What a host's TLSA records make of this demand. If none of them can be used, a demand for a valid certificate stays,
     * and anything less becomes encryption with any certificate (RFC 7672 section 2.2).
     */
    default TlsDemand with(TlsaAnswer.Records found) {
        List<Tlsa> usable = found.records().stream().filter(Tlsa::isUsable).toList();
        return usable.isEmpty() && level() == TlsPolicy.VERIFIED ? this : new Dane(usable, found.baseDomain());
    }

    /**
     * Whether the certificate must have the host's name. An MTA-STS policy wants that besides the names that the operator
     * wants.
     */
    default boolean wantsNameOfHost(TlsClient client) {
        return client.serverNames().isEmpty() || this instanceof Sts;
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
            case Dane dane -> throw new IllegalStateException("TLSA records belong to a host, not to a destination");
        };
    }

    /** For events. */
    default String label() {
        return switch (this) {
            case Configured configured -> configured.policy().label();
            case Sts sts -> "mta-sts " + sts.policy().id();
            case Dane dane -> dane.records().isEmpty() ? "dane-unusable" : "dane";
        };
    }

    /** For replies: what to read when it isn't met. */
    default String source() {
        return switch (this) {
            case Configured configured ->
                "the tls setting \"" + configured.policy().label() + "\"";
            case Sts sts -> sts.policy().toString();
            case Dane dane -> "the TLSA records of " + dane.baseDomain();
        };
    }
}
