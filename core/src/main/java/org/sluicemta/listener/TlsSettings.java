package org.sluicemta.listener;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sluicemta.settings.PemPair;

/**
 * A listener's TLS.
 *
 * @param where file and line
 * @param usual key and certificate for clients that name no host, or one without its own certificate
 * @param others keys and certificates by host name (SNI, RFC 6066 section 3)
 * @param clients whether clients need a certificate
 * @param protocols names as in JSSE, {@code TLSv1.3}; empty for 1.2 and 1.3, no others are supported
 * @param cipherSuites names as in JSSE; empty for the JDK's choice
 */
public record TlsSettings(
        String where,
        PemPair usual,
        List<HostCertificate> others,
        ClientCertificates clients,
        List<String> protocols,
        List<String> cipherSuites) {
    /** Protocols that can be offered, in order of preference. Anything older is broken. */
    public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    public TlsSettings {
        others = List.copyOf(others);
        protocols = protocols.isEmpty() ? PROTOCOLS : List.copyOf(protocols);
        cipherSuites = List.copyOf(cipherSuites);
    }

    /** @param hostNames lower case; one may begin with {@code *.}, which matches a single label */
    public record HostCertificate(List<String> hostNames, PemPair pair) {
        public HostCertificate {
            hostNames = List.copyOf(hostNames);
        }
    }

    /** @param trust PEM file of trusted issuers; without one, a certificate is identified only by its fingerprint */
    public record ClientCertificates(Asked asked, Optional<Path> trust) {
        public static final ClientCertificates NONE = new ClientCertificates(Asked.NONE, Optional.empty());
    }

    /** Whether clients are asked for a certificate during the handshake. */
    public enum Asked {
        NONE,
        /** Clients without a trusted certificate continue without one. */
        OPTIONAL,
        /** Clients without a certificate are disconnected. */
        REQUIRED
    }
}
