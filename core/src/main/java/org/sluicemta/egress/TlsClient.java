package org.sluicemta.egress;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this server shows and wants as a client of TLS, beyond the policy.
 *
 * @param certificate shown to servers that ask for one, or null if there is none
 * @param minimum oldest version that is used
 * @param serverNames the server's certificate must have one of these names, instead of its host's; none: the host's.
 *     Lower case
 */
public record TlsClient(@Nullable Certificate certificate, TlsVersion minimum, List<String> serverNames) {
    public static final TlsClient DEFAULTS = new TlsClient(null, TlsVersion.TLS_1_2, List.of());

    /**
     * Where a certificate is, PEM. Its key may be read by its owner alone.
     *
     * @param privateKey PKCS#8, PKCS#1 or SEC 1, not encrypted
     * @param certificates its own first, then its issuers
     * @param where file and line of the configuration that names them
     */
    public record Certificate(Path privateKey, Path certificates, String where) {}

    public TlsClient {
        serverNames = List.copyOf(serverNames);
    }

    /** Connections are shared only where these are equal; empty for the defaults. */
    public String key() {
        if (equals(DEFAULTS)) {
            return "";
        }
        String files = certificate == null ? "" : certificate.privateKey() + "," + certificate.certificates();
        return "|" + minimum + "," + String.join(",", serverNames) + "," + files;
    }
}
