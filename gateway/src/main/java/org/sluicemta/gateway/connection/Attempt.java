package org.sluicemta.gateway.connection;

import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SiteTimeouts;

/**
 * One address to connect to.
 *
 * @param tls what this connection needs: what the destination does, or less after a failed handshake
 * @param entry counts the connection until its channel is closed
 */
record Attempt(
        RemoteAddress remote,
        EgressSource source,
        Destination destination,
        TlsDemand tls,
        SiteTimeouts timeouts,
        ConnectionLedger.Entry entry) {}
