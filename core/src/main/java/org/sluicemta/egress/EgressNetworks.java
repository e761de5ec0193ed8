package org.sluicemta.egress;

import java.util.List;
import org.sluicemta.network.IpRange;

/**
 * What is known of addresses before mail goes to one that DNS, or the sender by an address literal, has named.
 *
 * @param own addresses of this server that none of its interfaces has: those of a NAT or a proxy in front of it
 * @param allowed networks that mail may go to though they are private or of this host
 */
public record EgressNetworks(List<IpRange> own, List<IpRange> allowed) {
    /** Port of everybody's servers. */
    private static final int SMTP = 25;

    public EgressNetworks {
        own = List.copyOf(own);
        allowed = List.copyOf(allowed);
    }

    /** Nothing allowed; but with another port than SMTP's the others are test servers, which live on loopback. */
    public static List<IpRange> allowedByDefault(int remotePort) {
        return remotePort == SMTP ? List.of() : List.of(IpRange.parse("127.0.0.0/8"), IpRange.parse("::1"));
    }

    /** No address in front, and what is allowed by default. */
    public static EgressNetworks ofPort(int remotePort) {
        return new EgressNetworks(List.of(), allowedByDefault(remotePort));
    }
}
