package org.sluicemta.gateway.connection;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.NextHopCredential;
import org.sluicemta.egress.TlsClient;
import org.sluicemta.gateway.dns.MxHost;

/**
 * Where mail goes. Domains with equal keys share connections.
 *
 * @param key names the hosts, their port and what the connection needs
 * @param hosts in the order to try, by preference; names or addresses; at least one
 * @param credential for AUTH, or null
 * @param tls needed on every connection
 * @param client what is shown and wanted as a client of TLS
 * @param dane whether the TLSA records of the hosts are asked for, because DNSSEC proves their names
 * @param named whether the operator configured it as a next hop or relay host; such a host may be in a private network
 */
public record Destination(
        String key,
        List<MxHost> hosts,
        int port,
        @Nullable NextHopCredential credential,
        TlsDemand tls,
        TlsClient client,
        boolean dane,
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
