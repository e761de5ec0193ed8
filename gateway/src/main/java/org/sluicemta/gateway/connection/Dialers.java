package org.sluicemta.gateway.connection;

import org.sluicemta.gateway.address.AddressRules;
import org.sluicemta.gateway.dns.MxResolver;

/** The dialer of a gateway: walks the hosts of a destination. */
public final class Dialers {
    private Dialers() {}

    public static ConnectionPool.Dialer over(
            ConnectionOpener opener,
            MxResolver resolver,
            AddressRules rules,
            ClearOnlyHosts clearOnly,
            HostBreakers breakers) {
        TriedInVain inVain = new TriedInVain();
        return (wanted, source) -> {
            AddressSearch search = new AddressSearch(resolver, rules, inVain, breakers, wanted, source);
            return new HostWalk(opener, resolver, search, clearOnly, inVain, breakers, wanted, source).start();
        };
    }
}
