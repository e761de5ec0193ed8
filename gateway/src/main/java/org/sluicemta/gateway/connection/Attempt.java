package org.sluicemta.gateway.connection;

import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SiteTimeouts;
import org.sluicemta.egress.TlsPolicy;

/**
 * One address to be connected to.
 *
 * @param tls what this connection must be: the destination's policy, or less after a failed handshake
 * @param entry counts until the channel is closed
 */
record Attempt(
        RemoteAddress remote,
        EgressSource source,
        Destination destination,
        TlsPolicy tls,
        SiteTimeouts timeouts,
        ConnectionLedger.Entry entry) {}
