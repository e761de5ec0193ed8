package org.sluicemta.gateway.connection;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SiteTimeouts;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.gateway.wire.SmtpWire;

/** An open connection past greeting, EHLO, TLS and AUTH. Used by one delivery at a time. */
public final class SmtpConnection {
    /** What decided on plain text where a handshake with the host has failed. */
    private static final String HANDSHAKE_FAILED = "handshake-failed";

    private final SmtpWire wire;
    private final Attempt made;
    private final ServerOffer offer;
    private final @Nullable String tls;
    private final @Nullable SSLSession session;
    private int transactions;

    SmtpConnection(SmtpWire wire, Attempt made, ServerOffer offer, @Nullable String tls, @Nullable SSLSession session) {
        this.session = session;
        this.wire = wire;
        this.made = made;
        this.offer = offer;
        this.tls = tls;
    }

    public SmtpWire wire() {
        return wire;
    }

    /** The one it was opened for. */
    Destination destination() {
        return made.destination();
    }

    public EgressSource source() {
        return made.source();
    }

    public RemoteAddress remote() {
        return made.remote();
    }

    public ServerOffer offer() {
        return offer;
    }

    /** Protocol and cipher, or null in plain text. */
    public @Nullable String tls() {
        return tls;
    }

    /** The certificates that the server has shown, its own first; none in plain text. */
    List<X509Certificate> certificates() {
        return session == null ? List.of() : ServerCertificate.chain(session);
    }

    /**
     * What decided on TLS, for events.
     *
     * @param demand of the domain that it is used for, which may not be the one it was opened for
     */
    public String tlsPolicy(TlsDemand demand) {
        if (demand.isOpportunistic() && made.tls().level() == TlsPolicy.NONE) {
            return HANDSHAKE_FAILED;
        }
        return (made.tls() instanceof TlsDemand.Dane dane ? dane : demand).label();
    }

    /** The timeouts that were in force when it was opened. */
    public SiteTimeouts timeouts() {
        return made.timeouts();
    }

    ConnectionLedger.Entry entry() {
        return made.entry();
    }

    /** Counts a new transaction, and returns whether there was one before. Call on the connection's event loop. */
    public boolean beginTransaction() {
        return transactions++ > 0;
    }

    /** Transactions begun so far. */
    public int transactions() {
        return transactions;
    }
}
