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
 * @param noticesPerMinute status notices to senders of such mail, who may be forged, at most; 0 sends none
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
