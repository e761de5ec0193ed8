package org.sluicemta.smtp.session;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.sluicemta.event.ClientFacts;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.relay.RelayPolicy;
import org.sluicemta.smtp.policy.Client;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.tls.TlsSession;
import org.sluicemta.tenant.Credential;

/**
 * What is known about a client between its commands. It makes no decisions. Used by one thread at a time: the event
 * loop, or the thread that works for it while the event loop waits.
 */
public final class SmtpSession {
    private final ListenerSettings listener;
    private final RelayPolicy relaying;
    private final SessionCounters counters = new SessionCounters();
    private InetAddress peer;
    private InetAddress client;
    private @Nullable String clientName;
    private boolean trusted;
    private boolean clientKnown = true;
    private boolean represents;
    private @Nullable InetAddress represented;
    private boolean greeted;
    private @Nullable String helo;
    private boolean extended;
    private @Nullable TlsSession secured;
    private @Nullable Credential credential;
    private @Nullable Transaction transaction;

    /** @param relaying decides who is trusted */
    public SmtpSession(ListenerSettings listener, RelayPolicy relaying, InetAddress client) {
        this.listener = listener;
        this.relaying = relaying;
        this.peer = client;
        this.client = client;
        this.trusted = relaying.isTrusted(client);
    }

    public ListenerSettings listener() {
        return listener;
    }

    /** Its counters. */
    public SessionCounters counters() {
        return counters;
    }

    /** The client as policies currently see it. */
    public Client asClient() {
        return new Client(listener, client, clientKnown, trusted, credential);
    }

    public InetAddress client() {
        return client;
    }

    /** The actual peer, even when it represents another client. */
    public InetAddress peer() {
        return peer;
    }

    /** The real client, as named by an authorised proxy. */
    public void client(InetAddress real) {
        peer = real;
        client = real;
        trusted = relaying.isTrusted(real);
    }

    /** A proxy represents a client without naming it. Such a client is never trusted and in no tenant's network. */
    public void clientIsUnknown() {
        trusted = false;
        clientKnown = false;
    }

    /** Whether the client's address is certain: not that of a peer representing it, and not sent in plain text. */
    public boolean clientKnown() {
        return clientKnown;
    }

    /**
     * Whether XCLIENT is allowed at the moment: for a listed peer, until it has represented a client. A proxy passes
     * that client's bytes through, so anything after that comes from the client.
     */
    public boolean maySpeakForOthers() {
        InetAddress speaker = represents ? represented : peer;
        return speaker != null && listener.xclient().clients().stream().anyMatch(range -> range.contains(speaker));
    }

    /** Whether a peer represents the client, so that TLS belongs to the peer and says nothing about the client. */
    public boolean represents() {
        return represents;
    }

    /** Restarts as another client's session; only TLS, which belongs to the peer, stays. */
    public void speakFor(RepresentedClient represented) {
        reset();
        InetAddress address = represented.address();
        if (address != null || represented.addressUnknown() || represented.login() != null) {
            represents = true;
            this.represented = address;
        }
        if (address != null) {
            client = address;
            clientName = null;
            clientKnown = true;
            trusted = relaying.isTrusted(address);
        }
        trusted &= !represented.addressUnknown();
        clientKnown &= !represented.addressUnknown();
        clientName = emptyIsNull(represented.name(), clientName);
        helo = emptyIsNull(represented.helo(), null);
        extended = Boolean.TRUE.equals(represented.extended());
        credential = represented.login();
    }

    private static @Nullable String emptyIsNull(@Nullable String said, @Nullable String otherwise) {
        return said == null ? otherwise : said.isEmpty() ? null : said;
    }

    /** The client's host name, if its peer gave one. */
    public @Nullable String clientName() {
        return clientName;
    }

    /** Whether the client is in a trusted network. */
    public boolean trusted() {
        return trusted;
    }

    /** Whether it was greeted with 220 or refused. */
    public boolean greeted() {
        return greeted;
    }

    public void beGreeted() {
        greeted = true;
    }

    /** Whether the client may send anywhere. */
    public boolean mayRelay() {
        return asClient().mayRelay();
    }

    public @Nullable String helo() {
        return helo;
    }

    /** Whether EHLO was used. */
    public boolean extended() {
        return extended;
    }

    /** HELO or EHLO; ends a transaction, RFC 5321 section 4.1.4. */
    public void greet(String name, boolean ehlo) {
        helo = name;
        extended = ehlo;
        reset();
    }

    /** Protocol and cipher, or null without TLS. */
    public @Nullable String tls() {
        return secured == null ? null : secured.description();
    }

    /** What the handshake agreed on, or null without TLS. */
    public @Nullable TlsSession secured() {
        return secured;
    }

    /**
     * After a handshake nothing sent in plain text counts, RFC 3207 section 4.2. The represented client stays, because
     * it must not become the peer again. But it was named in plain text, so it has no rights.
     */
    public void tlsStarted(TlsSession agreed) {
        secured = agreed;
        helo = null;
        extended = false;
        credential = null;
        clientName = null;
        trusted &= !represents;
        clientKnown &= !represents;
        reset();
    }

    public @Nullable Credential credential() {
        return credential;
    }

    public void authenticated(Credential as) {
        credential = as;
    }

    public @Nullable Transaction transaction() {
        return transaction;
    }

    /** Whether a message's content has begun and isn't complete. */
    public boolean isReceiving() {
        return transaction != null && transaction.begun();
    }

    public void begin(Transaction started) {
        reset();
        transaction = started;
    }

    /** Ends the transaction and frees what it holds. */
    public void reset() {
        Transaction open = transaction;
        transaction = null;
        if (open != null) {
            open.close();
        }
    }

    /** For events. */
    public ClientFacts facts(long bytes, @Nullable Reply reply) {
        Credential as = credential;
        return new ClientFacts(
                client,
                helo,
                listener.name(),
                as == null ? null : as.userName(),
                secured != null,
                bytes,
                reply == null ? null : reply.asEvidence());
    }
}
