package org.sluicemta.settings;

import java.time.Duration;
import java.util.List;

/**
 * DNS resolvers.
 *
 * @param servers {@code address} or {@code address:port}; empty means the system's
 * @param timeout timeout of one query
 */
public record DnsSettings(List<String> servers, Duration timeout) {
    public DnsSettings {
        servers = List.copyOf(servers);
    }
}
