package org.sluicemta.relay;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.sluicemta.network.IpRange;

/**
 * Who may relay without AUTH, and for which domains anyone may.
 *
 * @param trustedNetworks clients that may send anywhere
 * @param relayDomains recipient domains that are accepted from anyone, lower case
 */
public record RelayPolicy(List<IpRange> trustedNetworks, Set<String> relayDomains) {
    public RelayPolicy {
        trustedNetworks = List.copyOf(trustedNetworks);
        relayDomains = Set.copyOf(relayDomains);
    }

    public boolean isTrusted(InetAddress client) {
        return trustedNetworks.stream().anyMatch(range -> range.contains(client));
    }
}
