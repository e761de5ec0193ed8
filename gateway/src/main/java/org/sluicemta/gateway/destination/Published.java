package org.sluicemta.gateway.destination;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.gateway.dns.MxHost;
import org.sluicemta.gateway.dns.ProvenHosts;
import org.sluicemta.gateway.sts.StsPolicy;

/**
 * What a domain publishes about the TLS of its hosts, as far as it is followed.
 *
 * @param policy enforced MTA-STS policy, or null
 * @param proven the hosts that DNSSEC proves
 */
record Published(@Nullable StsPolicy policy, ProvenHosts proven) {
    boolean proves(List<MxHost> hosts) {
        return proven instanceof ProvenHosts.Names known
                && hosts.stream().allMatch(host -> known.names().contains(host.name()));
    }
}
