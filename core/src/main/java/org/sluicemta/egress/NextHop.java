package org.sluicemta.egress;

import org.jspecify.annotations.Nullable;

/**
 * Where mail goes instead of the recipient domain's MX.
 *
 * @param host name or address, used without MX lookup
 * @param port 1 to 65535
 * @param credential user and password for AUTH, or null
 * @param client what is shown and wanted as a client of TLS
 */
public record NextHop(String host, int port, @Nullable NextHopCredential credential, TlsPolicy tls, TlsClient client) {
    public NextHop {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be 1 to 65535, got " + port);
        }
    }

    /** With the usual TLS. */
    public NextHop(String host, int port, @Nullable NextHopCredential credential, TlsPolicy tls) {
        this(host, port, credential, tls, TlsClient.DEFAULTS);
    }
}
