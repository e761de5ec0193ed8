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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;

/**
 * Sources that can't be used now, because this host doesn't have their address or their proxy doesn't answer. They are
 * left out and checked again after a while. Thread-safe.
 */
public final class MissingSources {
    private static final Logger LOG = LoggerFactory.getLogger(MissingSources.class);
    private static final Duration LEFT_OUT = Duration.ofMinutes(1);

    /** Addresses and proxies. */
    private final Cache<Object, Boolean> missing =
            Caffeine.newBuilder().expireAfterWrite(LEFT_OUT).build();

    /** How many addresses and proxies are left out now. */
    public int count() {
        missing.cleanUp();
        return (int) missing.estimatedSize();
    }

    /** Those of them that aren't missing. */
    public List<EgressSource> present(List<EgressSource> sources) {
        return sources.stream().filter(source -> !isMissing(source)).toList();
    }

    private boolean isMissing(EgressSource source) {
        Object needed = needed(source);
        return needed != null && missing.getIfPresent(needed) != null;
    }

    private static @Nullable Object needed(EgressSource source) {
        return source.proxy() != null ? source.proxy() : source.address();
    }

    void add(UnusableSourceException gone) {
        Object needed = needed(gone.source());
        if (needed != null && missing.asMap().putIfAbsent(needed, Boolean.TRUE) == null) {
            LOG.error(
                    "egress.xml: source {} is left out for {}: {}",
                    gone.source().id(),
                    LEFT_OUT,
                    gone.getMessage());
        }
    }

    /** The fault of a message when no source is left. The site isn't to blame. */
    static FaultException none(List<EgressSource> sources) {
        boolean ofProxies = sources.stream().anyMatch(source -> source.proxy() != null);
        String names = sources.stream().map(source -> source.id().toString()).collect(Collectors.joining(", "));
        String why = ofProxies ? "No source can be used: " : "This host has the address of no source: ";
        return new FaultException(Fault.own(Phase.CONNECT, ResponseClass.OTHER, 451, "4.3.5", why + names));
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
