package org.sluicemta.gateway.connection;

import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SiteTimeouts;
import org.sluicemta.gateway.wire.SmtpWire;

/** An open connection past greeting, EHLO, TLS and AUTH. Used by one delivery at a time. */
public final class SmtpConnection {
    private final SmtpWire wire;
    private final EgressSource source;
    private final RemoteAddress remote;
    private final ServerOffer offer;
    private final @Nullable String tls;
    private final SiteTimeouts timeouts;
    private int transactions;

    SmtpConnection(
            SmtpWire wire,
            EgressSource source,
            RemoteAddress remote,
            ServerOffer offer,
            @Nullable String tls,
            SiteTimeouts timeouts) {
        this.wire = wire;
        this.source = source;
        this.remote = remote;
        this.offer = offer;
        this.tls = tls;
        this.timeouts = timeouts;
    }

    public SmtpWire wire() {
        return wire;
    }

    public EgressSource source() {
        return source;
    }

    public RemoteAddress remote() {
        return remote;
    }

    public ServerOffer offer() {
        return offer;
    }

    /** Protocol and cipher, or null in clear. */
    public @Nullable String tls() {
        return tls;
    }

    /** Those that were in force when it was opened. */
    public SiteTimeouts timeouts() {
        return timeouts;
    }

    /** Counts a transaction begun here; true when it is not the first. Event loop of the connection. */
    public boolean beginTransaction() {
        return transactions++ > 0;
    }

    /** Transactions begun so far. */
    public int transactions() {
        return transactions;
    }
}
