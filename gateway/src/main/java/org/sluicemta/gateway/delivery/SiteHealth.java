package org.sluicemta.gateway.delivery;

import org.sluicemta.gateway.connection.Fault;

/** What a site, or in the common site a domain, is known to be up to. Thread-safe. */
public interface SiteHealth {
    /** Where the domain's mail goes: domains of one destination are one place. */
    void leadsTo(String domain, String destination);

    /** A connection was opened. */
    void connected(String domain);

    /** No host of the domain let us in. */
    void notConnected(String domain, Fault fault);
}
