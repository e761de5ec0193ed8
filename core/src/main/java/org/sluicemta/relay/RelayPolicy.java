package org.sluicemta.relay;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.sluicemta.network.IpRange;

/**
 * Who may relay without AUTH, and which domains anyone may relay to.
 *
 * @param trustedNetworks clients that may send anywhere
 * @param relayDomains recipient domains accepted from anyone, lower case
 * @param noticesPerMinute maximum status notices to senders of such mail, which may be forged; 0 for none
 */
public record RelayPolicy(List<IpRange> trustedNetworks, Set<String> relayDomains, int noticesPerMinute) {
    public static final int DEFAULT_NOTICES_PER_MINUTE = 10;

    public RelayPolicy {
        trustedNetworks = List.copyOf(trustedNetworks);
        relayDomains = Set.copyOf(relayDomains);
    }

    public RelayPolicy(List<IpRange> trustedNetworks, Set<String> relayDomains) {
        this(trustedNetworks, relayDomains, DEFAULT_NOTICES_PER_MINUTE);
    }

    public boolean isTrusted(InetAddress client) {
        return trustedNetworks.stream().anyMatch(range -> range.contains(client));
    }
}
