package org.sluicemta.gateway.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;

/**
 * Sources whose address this host doesn't have. They are left out and checked again after a while, because an address
 * may move here. Thread-safe.
 */
public final class MissingSources {
    private static final Logger LOG = LoggerFactory.getLogger(MissingSources.class);
    private static final Duration LEFT_OUT = Duration.ofMinutes(1);

    private final Cache<InetAddress, Boolean> addresses =
            Caffeine.newBuilder().expireAfterWrite(LEFT_OUT).build();

    /** How many addresses are left out now. */
    public int count() {
        addresses.cleanUp();
        return (int) addresses.estimatedSize();
    }

    /** Those of them that aren't missing. */
    public List<EgressSource> present(List<EgressSource> sources) {
        return sources.stream().filter(source -> !isMissing(source)).toList();
    }

    private boolean isMissing(EgressSource source) {
        InetAddress address = source.address();
        return address != null && addresses.getIfPresent(address) != null;
    }

    void add(EgressSource source) {
        InetAddress address = source.address();
        if (address != null && addresses.asMap().putIfAbsent(address, Boolean.TRUE) == null) {
            LOG.error(
                    "egress.xml: source {} is left out for {}: this host has no address {}. Give the host the address, or"
                            + " take the source out",
                    source.id(),
                    LEFT_OUT,
                    address.getHostAddress());
        }
    }

    /** The fault of a message when no source is left. The site isn't to blame. */
    static FaultException none(List<EgressSource> sources) {
        String names = sources.stream().map(source -> source.id().toString()).collect(Collectors.joining(", "));
        return new FaultException(Fault.own(
                Phase.CONNECT, ResponseClass.OTHER, 451, "4.3.5", "This host has the address of no source: " + names));
    }

    /**
     * Whether the system allows binding to the address. Interfaces alone don't tell, because local routes count too.
     */
    static boolean isBindable(InetAddress address) {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(address, 0))) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
