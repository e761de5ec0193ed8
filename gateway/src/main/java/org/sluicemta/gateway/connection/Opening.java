package org.sluicemta.gateway.connection;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.NextHopCredential;
import org.sluicemta.egress.TlsClient;
import org.sluicemta.egress.TlsFailure;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.gateway.wire.ServerReply;
import org.sluicemta.gateway.wire.SmtpWire;
import org.sluicemta.gateway.wire.WireException;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;

/**
 * Takes one new channel through greeting, EHLO, STARTTLS, EHLO again, and AUTH. Runs on the channel's event loop; used
 * once. Any fault closes the channel.
 */
final class Opening {
    private final SmtpWire wire;
    private final Channel channel;
    private final TlsContexts tlsContexts;
    private final Attempt attempt;
    private final TlsDemand demand;
    private final TlsClient client;
    private final Duration helloTimeout;

    private Phase phase = Phase.CONNECT;
    private ServerOffer offer = ServerOffer.NOTHING;
    private @Nullable String tls;
    private @Nullable SSLSession secure;

    Opening(SmtpWire wire, Channel channel, TlsContexts tlsContexts, Attempt attempt) {
        this.wire = wire;
        this.channel = channel;
        this.tlsContexts = tlsContexts;
        this.attempt = attempt;
        this.demand = attempt.tls();
        this.client = attempt.destination().client();
        this.helloTimeout = attempt.timeouts().hello();
    }

    void run(CompletableFuture<SmtpConnection> opened) {
        wire.greeting()
                .thenCompose(this::greeted)
                .thenCompose(done -> secure())
                .thenCompose(done -> authenticate())
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        opened.complete(new SmtpConnection(wire, attempt, offer, tls, secure));
                    } else {
                        wire.close();
                        opened.completeExceptionally(new FaultException(
                                faultOf(failure).at(attempt.source().id(), attempt.remote())));
                    }
                });
    }

    private Fault faultOf(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof FaultException known) {
            return known.fault();
        }
        if (cause instanceof WireException broken) {
            return Fault.of(phase, broken);
        }
        throw new IllegalStateException("opening a connection failed for no known reason", cause);
    }

    private CompletableFuture<Void> greeted(ServerReply reply) {
        if (!reply.isSuccess()) {
            return refusedBy(reply);
        }
        return hello();
    }

    private CompletableFuture<Void> hello() {
        phase = Phase.EHLO;
        return wire.send("EHLO " + attempt.source().ehloName(), helloTimeout).thenCompose(reply -> {
            if (reply.isSuccess()) {
                offer = ServerOffer.read(reply);
                return done();
            }
            // RFC 5321 section 3.2: a server that does not know EHLO is greeted with HELO.
            return reply.code() >= 500 ? oldHello() : refusedBy(reply);
        });
    }

    private CompletableFuture<Void> oldHello() {
        offer = ServerOffer.NOTHING;
        return wire.send("HELO " + attempt.source().ehloName(), helloTimeout)
                .thenCompose(reply -> reply.isSuccess() ? done() : refusedBy(reply));
    }

    private CompletableFuture<Void> secure() {
        if (demand.level() == TlsPolicy.NONE) {
            return done();
        }
        phase = Phase.TLS;
        if (!offer.startTls()) {
            return demand.isOpportunistic()
                    ? done()
                    : notSecured(TlsFailure.STARTTLS_NOT_SUPPORTED, "4.7.4", "Remote server does not offer TLS");
        }
        return wire.send("STARTTLS", helloTimeout).thenCompose(this::startTls);
    }

    private CompletableFuture<Void> startTls(ServerReply reply) {
        if (!reply.isSuccess()) {
            return demand.isOpportunistic() && !reply.isClosing() ? done() : notSecured(reply);
        }
        if (wire.hasUnread()) {
            // RFC 3207 section 6: what came in plain text must not be taken for what comes encrypted.
            return notSecured(
                    TlsFailure.VALIDATION_FAILURE, "4.7.5", "Remote server sent more in clear than its consent to TLS");
        }
        CompletableFuture<Void> secured = new CompletableFuture<>();
        SslHandler handler;
        try {
            handler = tlsContexts.handler(channel.alloc(), attempt.remote(), demand, client, helloTimeout);
        } catch (IOException | GeneralSecurityException e) {
            // Our own fault, which must not lead to plain text.
            phase = Phase.CONNECT;
            return refused(
                    ResponseClass.OTHER, "4.3.5", "This server's client certificate can't be used: " + e.getMessage());
        }
        handler.handshakeFuture().addListener(done -> {
            if (!done.isSuccess()) {
                secured.completeExceptionally(handshakeFailed(
                        ServerCertificate.failureOf(done.cause()),
                        String.valueOf(done.cause().getMessage())));
                return;
            }
            SSLSession session = handler.engine().getSession();
            List<X509Certificate> chain = ServerCertificate.chain(session);
            Optional<String> fault = demand.faultOf(chain, tlsContexts.now());
            List<String> names = client.serverNames();
            if (!names.isEmpty() && !ServerCertificate.hasOneOf(names, chain)) {
                secured.completeExceptionally(handshakeFailed(
                        TlsFailure.CERTIFICATE_HOST_MISMATCH,
                        "the certificate has none of the names " + String.join(", ", names)));
            } else if (fault.isPresent()) {
                secured.completeExceptionally(handshakeFailed(TlsFailure.VALIDATION_FAILURE, fault.get()));
            } else {
                secure = session;
                tls = session.getProtocol() + " " + session.getCipherSuite();
                secured.complete(null);
            }
        });
        wire.encrypt(handler);
        // RFC 3207 section 4.2: what was offered in plain text is forgotten.
        return secured.thenCompose(done -> hello());
    }

    /** Our own policy is in the way, and the operator can change it, so the mail isn't given up. */
    private CompletableFuture<Void> notSecured(ServerReply reply) {
        return reply.isPermanent()
                ? notSecured(TlsFailure.STARTTLS_NOT_SUPPORTED, "4.7.4", "Remote server refuses STARTTLS: " + reply)
                : refusedBy(reply);
    }

    private CompletableFuture<Void> notSecured(TlsFailure failure, String enhancedStatus, String text) {
        return CompletableFuture.failedFuture(tlsFault(failure, enhancedStatus, text));
    }

    private FaultException tlsFault(TlsFailure failure, String enhancedStatus, String text) {
        String required = demand.isOpportunistic() ? "" : " (required by " + demand.source() + ")";
        return new FaultException(Fault.ofTls(failure, enhancedStatus, text + required));
    }

    private FaultException handshakeFailed(TlsFailure failure, String why) {
        return tlsFault(failure, "4.7.5", "TLS handshake failed: " + why);
    }

    private CompletableFuture<Void> authenticate() {
        NextHopCredential credential = attempt.destination().credential();
        if (credential == null) {
            return done();
        }
        phase = Phase.AUTH;
        // The destination's policy, not this connection's: a failed handshake must not expose the password.
        if (tls == null && attempt.destination().tls().level() != TlsPolicy.NONE) {
            return refused(
                    ResponseClass.TLS_FAILED,
                    "4.7.0",
                    "No password is sent in clear; the next hop's tls setting \"none\" allows it");
        }
        if (offer.authMechanisms().contains("PLAIN")) {
            return wire.send(Authentication.plain(credential), helloTimeout).thenCompose(this::authenticated);
        }
        if (offer.authMechanisms().contains("LOGIN")) {
            return login(credential);
        }
        return refused(ResponseClass.PROTOCOL_ERROR, "4.7.0", "Remote server offers neither AUTH PLAIN nor AUTH LOGIN");
    }

    private CompletableFuture<Void> login(NextHopCredential credential) {
        return wire.send("AUTH LOGIN", helloTimeout)
                .thenCompose(reply -> reply.code() == 334
                        ? wire.send(Authentication.encoded(credential.user()), helloTimeout)
                        : CompletableFuture.completedFuture(reply))
                .thenCompose(reply -> reply.code() == 334
                        ? wire.send(Authentication.encoded(credential.password()), helloTimeout)
                        : CompletableFuture.completedFuture(reply))
                .thenCompose(this::authenticated);
    }

    private CompletableFuture<Void> authenticated(ServerReply reply) {
        return reply.isSuccess() ? done() : refusedBy(reply);
    }

    private CompletableFuture<Void> refusedBy(ServerReply reply) {
        // An unexpected 3xx says nothing about the mail, so it is retried.
        return reply.code() >= 400
                ? CompletableFuture.failedFuture(new FaultException(Fault.said(phase, reply.toSmtpReply())))
                : refused(ResponseClass.PROTOCOL_ERROR, "4.5.0", "Remote server gave an answer out of place: " + reply);
    }

    private CompletableFuture<Void> refused(ResponseClass known, String enhancedStatus, String text) {
        return CompletableFuture.failedFuture(new FaultException(Fault.own(phase, known, 451, enhancedStatus, text)));
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
