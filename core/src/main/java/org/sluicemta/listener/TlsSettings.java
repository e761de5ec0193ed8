package org.sluicemta.listener;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sluicemta.settings.PemPair;

/**
 * A listener's TLS.
 *
 * @param where file and line
 * @param usual key and certificate for clients that name no host, or one that no other certificate is for
 * @param others keys and certificates for hosts that clients name (SNI, RFC 6066 section 3)
 * @param clients what is asked of clients
 * @param protocols names as in JSSE, {@code TLSv1.3}; empty for 1.2 and 1.3, and there are no others
 * @param cipherSuites names as in JSSE; empty for the JDK's choice
 */
public record TlsSettings(
        String where,
        PemPair usual,
        List<HostCertificate> others,
        ClientCertificates clients,
        List<String> protocols,
        List<String> cipherSuites) {
    /** What can be offered, in the order of preference. Anything older is broken. */
    public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    public TlsSettings {
        others = List.copyOf(others);
        protocols = protocols.isEmpty() ? PROTOCOLS : List.copyOf(protocols);
        cipherSuites = List.copyOf(cipherSuites);
    }

    /** @param hostNames lower case; one may begin with {@code *.}, which stands for a single label */
    public record HostCertificate(List<String> hostNames, PemPair pair) {
        public HostCertificate {
            hostNames = List.copyOf(hostNames);
        }
    }

    /**
     * @param trust PEM file of the issuers whose certificates are believed; where there is none, a certificate stands for
     *     itself only, by its fingerprint
     */
    public record ClientCertificates(Asked asked, Optional<Path> trust) {
        public static final ClientCertificates NONE = new ClientCertificates(Asked.NONE, Optional.empty());
    }

    /** Whether clients are asked for a certificate in the handshake. */
    public enum Asked {
        NONE,
        /** Whoever has none, or one that is not believed, goes on without. */
        OPTIONAL,
        /** Whoever has none gets no session. */
        REQUIRED
    }
}
