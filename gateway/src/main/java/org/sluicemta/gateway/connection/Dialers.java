package org.sluicemta.gateway.connection;

import org.sluicemta.gateway.dns.MxResolver;

/** The dialer of a gateway: walks the hosts of a destination. */
public final class Dialers {
    private Dialers() {}

    public static ConnectionPool.Dialer over(ConnectionOpener opener, MxResolver resolver) {
        ClearOnlyHosts clearOnly = new ClearOnlyHosts();
        return (destination, source, limits) ->
                new HostWalk(opener, resolver, clearOnly, destination, source, limits).run();
    }
}
