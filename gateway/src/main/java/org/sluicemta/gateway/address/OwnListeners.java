package org.sluicemta.gateway.address;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import javax.inject.Inject;
import javax.inject.Singleton;

/** Where this server itself accepts mail; known once its listeners are open. Thread-safe. */
@Singleton
public final class OwnListeners {
    private volatile List<InetSocketAddress> bound = List.of();

    @Inject
    public OwnListeners() {}

    /** The open listeners with their actual ports. */
    public void opened(Collection<InetSocketAddress> listeners) {
        bound = List.copyOf(listeners);
    }

    /** @param ofHost whether an address is one of this host; asked for listeners on all addresses */
    boolean listensAt(InetAddress address, int port, Predicate<InetAddress> ofHost) {
        return bound.stream().anyMatch(listener -> listener.getPort() == port && reaches(listener, address, ofHost));
    }

    private static boolean reaches(InetSocketAddress listener, InetAddress address, Predicate<InetAddress> ofHost) {
        return listener.getAddress().isAnyLocalAddress()
                ? ofHost.test(address)
                : listener.getAddress().equals(address)
                        || address.isAnyLocalAddress() && listener.getAddress().isLoopbackAddress();
    }
}
