package org.sluicemta.gateway.address;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Supplier;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.network.IpRange;

/**
 * Decides by address alone whether mail may go there. Addresses that lead back here through a NAT or a proxy have to be
 * configured ({@code own-addresses}). Thread-safe.
 */
public final class AddressRules {
    /** What an address is to this server. */
    public enum Finding {
        /** Somebody else. */
        OTHERS,
        /** This server: mail would come back. */
        OURS,
        /** In a private network that isn't allowed. */
        PRIVATE
    }

    private final Supplier<EgressPlan> plan;
    private final OwnListeners listeners;
    private final HostAddresses host;

    public AddressRules(Supplier<EgressPlan> plan, OwnListeners listeners, HostAddresses host) {
        this.plan = plan;
        this.listeners = listeners;
        this.host = host;
    }

    /** @param named whether the operator has named the host as next hop or relay host: then only a listener of ours is a way back */
    public Finding judge(InetAddress written, int port, boolean named) {
        InetAddress address = PrivateNetworks.unwrapped(written);
        if (listeners.listensAt(address, port, this::isOfHost)) {
            return Finding.OURS;
        }
        EgressPlan current = plan.get();
        if (named || !address.isAnyLocalAddress() && holds(current.networks().allowed(), address, written)) {
            return Finding.OTHERS;
        }
        if (isOfHost(address)
                || isSource(current, address)
                || holds(current.networks().own(), address, written)) {
            return Finding.OURS;
        }
        return PrivateNetworks.contain(written) ? Finding.PRIVATE : Finding.OTHERS;
    }

    /** Whether a host that others name may be asked over HTTPS: it isn't in a private network, or that is allowed. */
    public boolean mayFetchFrom(InetAddress written) {
        InetAddress address = PrivateNetworks.unwrapped(written);
        return holds(plan.get().networks().allowed(), address, written) || !PrivateNetworks.contain(written);
    }

    private boolean isOfHost(InetAddress address) {
        return host.contains(address);
    }

    /** An address that mail leaves from belongs to this host or to another of our nodes. */
    private static boolean isSource(EgressPlan plan, InetAddress address) {
        return plan.pools().values().stream()
                .flatMap(pool -> pool.sources().stream())
                .anyMatch(source -> address.equals(source.address()));
    }

    private static boolean holds(List<IpRange> ranges, InetAddress address, InetAddress written) {
        return ranges.stream().anyMatch(range -> range.contains(address) || range.contains(written));
    }
}
