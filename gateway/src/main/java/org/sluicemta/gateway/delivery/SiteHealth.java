package org.sluicemta.gateway.delivery;

import org.sluicemta.gateway.connection.Fault;

/** What a site, or in the common site a domain, is known to be up to. Thread-safe. */
public interface SiteHealth {
    /** A connection was opened. */
    void connected(String domain);

    /** No host of the domain let us in. */
    void notConnected(String domain, Fault fault);
}
