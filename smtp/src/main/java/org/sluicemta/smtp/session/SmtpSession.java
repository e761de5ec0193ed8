package org.sluicemta.smtp.session;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.event.ClientFacts;
import org.sluicemta.event.EventType;
import org.sluicemta.event.MailFacts;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.smtp.policy.ClientRates;
import org.sluicemta.smtp.policy.ExceededLimit;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.tls.TlsSession;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantId;

/**
 * What is known of one client between its commands. Used by one thread at a time: the event loop, or the virtual thread
 * that does its work while the event loop waits.
 */
public final class SmtpSession {
    private final ListenerSettings listener;
    private final Door door;
    private final ClientRates messageRates;
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
    private final SessionCounters conduct = new SessionCounters(this);

    /** @param messageRates of the listener */
    public SmtpSession(ListenerSettings listener, Door door, ClientRates messageRates, InetAddress client) {
        this.listener = listener;
        this.door = door;
        this.messageRates = messageRates;
        this.peer = client;
        this.client = client;
        this.trusted = door.relayPolicy().isTrusted(client);
    }

    public ListenerSettings listener() {
        return listener;
    }

    public Door door() {
        return door;
    }

    public InetAddress client() {
        return client;
    }

    /** Who really connected, even when it speaks for another client. */
    public InetAddress peer() {
        return peer;
    }

    /** The real client, as a proxy that may say so names it. */
    public void client(InetAddress real) {
        peer = real;
        client = real;
        trusted = door.relayPolicy().isTrusted(real);
    }

    /** A proxy speaks for a client and does not say which; such a client is trusted nowhere, and in no tenant's network. */
    public void clientIsUnknown() {
        trusted = false;
        clientKnown = false;
    }

    /** Whether the client's address is its own: not that of a peer that speaks for it, or one that was said in clear. */
    public boolean clientKnown() {
        return clientKnown;
    }

    /**
     * Whether whoever speaks now may speak for others with XCLIENT: a peer that the listener names, until it spoke for a
     * client. A proxy passes that client's bytes through, so what comes then is the client's word.
     */
    public boolean maySpeakForOthers() {
        InetAddress speaker = represents ? represented : peer;
        return speaker != null && listener.xclient().clients().stream().anyMatch(range -> range.contains(speaker));
    }

    /** Whether a peer spoke for the client, so that TLS is the peer's and says nothing of the client. */
    public boolean represents() {
        return represents;
    }

    /** Begins anew as another client's session; only TLS, which is the peer's, stays. */
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
            trusted = door.relayPolicy().isTrusted(address);
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

    /** The client's host name, where a peer that speaks for it gave one. */
    public @Nullable String clientName() {
        return clientName;
    }

    /** Whether the client is in a trusted network. */
    public boolean trusted() {
        return trusted;
    }

    /** Whether it was greeted with 220 or turned away. */
    public boolean greeted() {
        return greeted;
    }

    public void beGreeted() {
        greeted = true;
    }

    /** Whether the client may send anywhere. */
    public boolean mayRelay() {
        return credential != null || trusted && !listener.auth().required();
    }

    public @Nullable String helo() {
        return helo;
    }

    /** Whether EHLO was said. */
    public boolean extended() {
        return extended;
    }

    /** HELO or EHLO; ends a transaction, RFC 5321 section 4.1.4. */
    public void greet(String name, boolean ehlo) {
        helo = name;
        extended = ehlo;
        reset();
    }

    /** Protocol and cipher, or null in clear. */
    public @Nullable String tls() {
        return secured == null ? null : secured.description();
    }

    /** What the handshake agreed on, or null in clear. */
    public @Nullable TlsSession secured() {
        return secured;
    }

    /**
     * After a handshake nothing that was said in clear counts, RFC 3207 section 4.2. Who the client is stays, because it
     * may not become the peer that spoke for it; but it was said in clear, and so gives it no rights.
     */
    public void tlsStarted(TlsSession agreed) {
        secured = agreed;
        helo = null;
        extended = false;
        credential = null;
        clientName = null;
        trusted &= !represents;
        clientKnown &= !represents;
        conduct.loggedOut();
        reset();
    }

    public @Nullable Credential credential() {
        return credential;
    }

    public void authenticated(Credential as) {
        credential = as;
        conduct.authenticated(as);
    }

    public @Nullable Transaction transaction() {
        return transaction;
    }

    /** Whether the content of a message has begun and is not complete. */
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

    /** Lets a client that is not greeted yet begin a handshake; the refusal, which cannot be said, or null. */
    public @Nullable Reply shakeHands() {
        return conduct.shakeHands();
    }

    /** Admits the client; the refusal, or null. A login that a peer vouched for counts from here on. */
    public @Nullable Reply admit() {
        Reply refused = conduct.admit();
        Credential as = credential;
        if (refused == null && as != null) {
            conduct.authenticated(as);
        }
        return refused;
    }

    /** The connection is gone. */
    public void close() {
        reset();
        conduct.release();
    }

    /** Counts a command that made no sense; the answer closes when there were too many. */
    public Reply bad(Reply reply) {
        return conduct.bad(reply);
    }

    /** Counts a refusal of a client that may not relay like a command without sense; others are limited as tenants. */
    public Reply refused(Reply reply) {
        return mayRelay() ? reply : conduct.bad(reply);
    }

    /** Counts a command that brings no mail nearer, of a client that may not relay; the answer closes after too many. */
    public Reply idle(Reply reply) {
        return mayRelay() ? reply : conduct.idle(reply);
    }

    /** A message was accepted: what was counted before is forgotten. */
    public void delivered() {
        conduct.delivered();
    }

    /** Counts a failed login; the answer is held back, and closes when there were too many. */
    public Reply loginFailed(Reply reply) {
        return conduct.loginFailed(reply);
    }

    /** The refusal of mail because whoever authenticated has too many connections, or null. */
    public @Nullable Reply loginRefusal() {
        return conduct.loginRefusal();
    }

    /** The tenant, where nothing that is still to come can make it another. */
    public Optional<TenantId> certainTenant() {
        Credential as = credential;
        if (as != null) {
            return Optional.of(as.tenant());
        }
        if (trusted) {
            // A header may name another one.
            return Optional.empty();
        }
        return clientKnown ? door.tenants().findByNetwork(client).map(Tenant::id) : Optional.empty();
    }

    /** Counts a message of the client; false when it sends too many. */
    public boolean mayStartMessage() {
        return messageRates.take(client);
    }

    /** Writes a refusal by policy to the event log and counts it. Wrong syntax is no event: it says nothing of mail. */
    public void rejected(@Nullable EmailAddress sender, @Nullable EmailAddress recipient, Reply reply) {
        TenantId tenant = credential == null ? null : credential.tenant();
        MailFacts mail = new MailFacts(null, tenant, null, null, null, null, null, sender, recipient);
        ClientFacts facts = facts(0, reply);
        if (mayRelay()) {
            door.events().append(EventType.REJECTED, mail, facts, null, null);
        } else {
            door.rules().refusals().rejected(door.events(), client, mail, facts);
        }
        door.metrics().rejected(listener.name(), String.valueOf(reply.enhanced()));
    }

    /** Records the refusal of what is too much, and returns it. */
    public Reply limited(ExceededLimit excess, Reply reply) {
        Transaction open = transaction;
        rejected(open == null ? null : open.sender(), null, reply);
        door.metrics().limited(listener.name(), excess.subject().kind(), excess.kind());
        return reply;
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
