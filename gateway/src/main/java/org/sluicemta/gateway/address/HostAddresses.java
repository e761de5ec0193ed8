package org.sluicemta.gateway.address;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of this host's interfaces. Addresses come and go, so they are reread from time to time. Thread-safe.
 */
public final class HostAddresses {
    private static final Logger LOG = LoggerFactory.getLogger(HostAddresses.class);
    private static final Duration READ_AGAIN = Duration.ofSeconds(10);

    private final Supplier<Set<InetAddress>> interfaces;
    private final InstantSource clock;
    private Set<InetAddress> known = Set.of();
    private Instant readAt = Instant.MIN;

    HostAddresses(Supplier<Set<InetAddress>> interfaces, InstantSource clock) {
        this.interfaces = interfaces;
        this.clock = clock;
    }

    public static HostAddresses ofThisHost(InstantSource clock) {
        return new HostAddresses(HostAddresses::read, clock);
    }

    /** Loopback addresses and the unspecified address lead to this host, too. */
    boolean contains(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || current().contains(address);
    }

    private synchronized Set<InetAddress> current() {
        Instant now = clock.instant();
        if (readAt.plus(READ_AGAIN).isBefore(now)) {
            known = interfaces.get();
            readAt = now;
        }
        return known;
    }

    private static Set<InetAddress> read() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SocketException e) {
            LOG.warn("Cannot read this host's addresses; only loopback is treated as its own: {}", e.getMessage());
            return Set.of();
        }
    }
}
