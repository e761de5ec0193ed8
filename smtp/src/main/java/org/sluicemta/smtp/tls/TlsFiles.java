package org.sluicemta.smtp.tls;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a listener's key and certificate are, both PEM.
 *
 * @param privateKey PKCS#8 or PKCS#1, not encrypted
 * @param certificates the server's first, then its issuers
 * @param protocols names as in JSSE, {@code TLSv1.3}; empty for 1.2 and 1.3
 * @param cipherSuites names as in JSSE; empty for the JDK's choice
 */
public record TlsFiles(Path privateKey, Path certificates, List<String> protocols, List<String> cipherSuites) {
    public TlsFiles {
        protocols = protocols.isEmpty() ? List.of("TLSv1.3", "TLSv1.2") : List.copyOf(protocols);
        cipherSuites = List.copyOf(cipherSuites);
    }
}
