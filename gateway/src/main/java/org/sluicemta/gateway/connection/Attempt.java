package org.sluicemta.gateway.connection;

import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SiteTimeouts;
import org.sluicemta.egress.TlsPolicy;

/**
 * One address to connect to.
 *
 * @param tls what this connection needs: the destination's policy, or less after a failed handshake
 * @param entry counts the connection until its channel is closed
 */
record Attempt(
        RemoteAddress remote,
        EgressSource source,
        Destination destination,
        TlsPolicy tls,
        SiteTimeouts timeouts,
        ConnectionLedger.Entry entry) {}
