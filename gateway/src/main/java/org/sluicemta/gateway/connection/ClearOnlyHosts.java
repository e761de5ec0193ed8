package org.sluicemta.gateway.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Addresses whose TLS handshake failed recently. Opportunistic TLS doesn't try them again for a while. Thread-safe. */
public final class ClearOnlyHosts {
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final int MOST = 10_000;

    private final Cache<InetSocketAddress, Boolean> addresses =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

    void add(RemoteAddress address) {
        addresses.put(address.socketAddress(), Boolean.TRUE);
    }

    boolean contains(RemoteAddress address) {
        return addresses.getIfPresent(address.socketAddress()) != null;
    }
}
