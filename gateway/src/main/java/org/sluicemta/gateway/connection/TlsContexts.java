package org.sluicemta.gateway.connection;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.TlsFailure;
import org.sluicemta.egress.TlsPolicy;

/**
 * TLS as a client. Opportunistic TLS accepts any certificate: it protects against eavesdropping, and checking names
 * that came from unsigned DNS would add nothing (RFC 7435).
 */
public final class TlsContexts {
    private final InstantSource clock;
    private final SslContext anyCertificate;
    private final SslContext validCertificate;
    private final X509TrustManager authorities;

    /** @param trust who may sign certificates where they are verified; null means the system's authorities */
    public TlsContexts(@Nullable TrustManagerFactory trust, InstantSource clock) {
        this.clock = clock;
        try {
            anyCertificate = SslContextBuilder.forClient()
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .build();
            validCertificate = SslContextBuilder.forClient().trustManager(trust).build();
            authorities = authorities(trust == null ? systemAuthorities() : trust);
        } catch (SSLException | GeneralSecurityException e) {
            throw new IllegalStateException("no TLS client can be made on this Java: " + e.getMessage(), e);
        }
    }

    private static TrustManagerFactory systemAuthorities() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return factory;
    }

    private static X509TrustManager authorities(TrustManagerFactory factory) {
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this Java has no trust in certificates"));
    }

    /** What would be wrong with a connection whose certificate nobody had to verify, or null if nothing would. */
    @Nullable
    TlsFailure invalid(SmtpConnection connection) {
        return ServerCertificate.fault(
                connection.certificates(), connection.remote().host(), authorities);
    }

    /** The time at which certificates must be valid. */
    Instant now() {
        return clock.instant();
    }

    SslHandler handler(ByteBufAllocator allocator, RemoteAddress remote, TlsDemand demand, Duration timeout) {
        boolean verified = demand.level() == TlsPolicy.VERIFIED;
        SslHandler handler =
                (verified ? validCertificate : anyCertificate).newHandler(allocator, remote.host(), remote.port());
        SSLParameters parameters = handler.engine().getSSLParameters();
        // RFC 6125: with no algorithm named, the engine does not compare names at all.
        parameters.setEndpointIdentificationAlgorithm(verified ? "HTTPS" : null);
        handler.engine().setSSLParameters(parameters);
        handler.setHandshakeTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return handler;
    }
}
