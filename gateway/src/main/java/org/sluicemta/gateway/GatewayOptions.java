package org.sluicemta.gateway;

import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;

/**
 * How the gateway is set up at start.
 *
 * @param hostName name of this server; an MX record that names it is a way back to here
 * @param ioThreads threads of all connections together
 * @param trust who may sign certificates where they are verified; empty means the system's authorities
 */
public record GatewayOptions(String hostName, int ioThreads, Optional<TrustManagerFactory> trust) {
    public GatewayOptions {
        if (ioThreads < 1) {
            throw new IllegalArgumentException("io threads must be at least 1, got " + ioThreads);
        }
    }

    public static GatewayOptions of(String hostName) {
        return new GatewayOptions(hostName, Math.max(2, Runtime.getRuntime().availableProcessors()), Optional.empty());
    }
}
