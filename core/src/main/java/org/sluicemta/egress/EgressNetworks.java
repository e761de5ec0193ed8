package org.sluicemta.egress;

import java.util.List;
import org.sluicemta.network.IpRange;

/**
 * Which addresses mail may go to, when DNS or an address literal from the sender names the address.
 *
 * @param own addresses of this server that no interface of it has, such as those of a NAT or a proxy in front of it
 * @param allowed networks that mail may go to although they are private or belong to this host
 */
public record EgressNetworks(List<IpRange> own, List<IpRange> allowed) {
    /** The public SMTP port. */
    private static final int SMTP = 25;

    public EgressNetworks {
        own = List.copyOf(own);
        allowed = List.copyOf(allowed);
    }

    /** Allows nothing. With a port other than 25 the remote servers are test servers, which live on loopback. */
    public static List<IpRange> allowedByDefault(int remotePort) {
        return remotePort == SMTP ? List.of() : List.of(IpRange.parse("127.0.0.0/8"), IpRange.parse("::1"));
    }

    /** No address in front, and the default networks allowed. */
    public static EgressNetworks ofPort(int remotePort) {
        return new EgressNetworks(List.of(), allowedByDefault(remotePort));
    }
}
