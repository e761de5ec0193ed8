package org.sluicemta.settings;

import java.util.Optional;

/**
 * An HTTP listener.
 *
 * @param tls key and certificates for HTTPS; empty for plain HTTP, on loopback or behind a TLS proxy
 */
public record WebListener(Endpoint endpoint, Optional<PemPair> tls) {
    /** Whether traffic can be read on a network: not encrypted and reachable from outside this machine. */
    public boolean isReadable() {
        return tls.isEmpty() && !endpoint.staysOnThisMachine();
    }
}
