package org.sluicemta.gateway.connection;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.NextHopCredential;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.gateway.dns.MxHost;

/**
 * Where mail goes. Two domains with equal keys go over the same connections.
 *
 * @param key names the hosts, their port and what is demanded of the connection
 * @param hosts in the order to try, by preference; names or addresses; at least one
 * @param credential for AUTH, or null
 * @param tls demanded of every connection
 * @param named by the operator, as next hop or relay host: such a host may be in a private network
 */
public record Destination(
        String key,
        List<MxHost> hosts,
        int port,
        @Nullable NextHopCredential credential,
        TlsPolicy tls,
        boolean named) {
    public Destination {
        hosts = List.copyOf(hosts);
    }

    /** Prints without the credential. */
    @Override
    public String toString() {
        return key;
    }
}
