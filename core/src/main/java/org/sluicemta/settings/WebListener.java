package org.sluicemta.settings;

import java.util.Optional;

/**
 * Where HTTP is served.
 *
 * @param tls key and certificates of HTTPS; empty serves in clear, for this machine or behind a proxy that encrypts
 */
public record WebListener(Endpoint endpoint, Optional<PemPair> tls) {
    /** Whether what is sent here can be read on a network: neither encrypted nor kept to this machine. */
    public boolean isReadable() {
        return tls.isEmpty() && !endpoint.staysOnThisMachine();
    }
}
