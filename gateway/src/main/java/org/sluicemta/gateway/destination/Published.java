package org.sluicemta.gateway.destination;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.gateway.dns.MxHost;
import org.sluicemta.gateway.dns.ProvenHosts;
import org.sluicemta.gateway.sts.StsFinding;
import org.sluicemta.gateway.sts.StsPolicy;

/**
 * What a domain publishes about the TLS of its hosts, as far as it is followed.
 *
 * @param finding MTA-STS policy
 * @param proven the hosts that DNSSEC proves
 */
record Published(StsFinding finding, ProvenHosts proven) {
    /** The policy if it is enforced, or null. */
    @Nullable
    StsPolicy enforced() {
        return finding instanceof StsFinding.Found found && found.policy().isEnforced() ? found.policy() : null;
    }

    boolean proves(List<MxHost> hosts) {
        return proven instanceof ProvenHosts.Names known
                && hosts.stream().allMatch(host -> known.names().contains(host.name()));
    }
}
