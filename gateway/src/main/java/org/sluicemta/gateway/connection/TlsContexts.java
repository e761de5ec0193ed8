package org.sluicemta.gateway.connection;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.TlsClient;
import org.sluicemta.egress.TlsFailure;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.egress.TlsVersion;
import org.sluicemta.keys.tls.CertifiedKey;
import org.sluicemta.keys.tls.PemReload;
import org.sluicemta.settings.PemPair;

/**
 * TLS as a client. Opportunistic TLS accepts any certificate: it protects against eavesdropping, and checking names
 * that came from unsigned DNS would add nothing (RFC 7435).
 */
public final class TlsContexts {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** What differs by whether the server's certificate must be valid. */
    private record Contexts(SslContext anyCertificate, SslContext validCertificate, List<X509Certificate> own) {}

    private final InstantSource clock;
    private final @Nullable TrustManagerFactory trust;
    private final Contexts plain;
    /** By the files of the certificate that is shown. */
    private final Map<PemPair, PemReload<Contexts>> shown = new ConcurrentHashMap<>();

    private final X509TrustManager authorities;

    /** @param trust who may sign certificates where they are verified; null means the system's authorities */
    public TlsContexts(@Nullable TrustManagerFactory trust, InstantSource clock) {
        this.clock = clock;
        this.trust = trust;
        try {
            plain = contexts(null);
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

    /** @throws GeneralSecurityException if the client's certificate can't be used; names the file */
    SslHandler handler(
            ByteBufAllocator allocator, RemoteAddress remote, TlsDemand demand, TlsClient client, Duration timeout)
            throws IOException, GeneralSecurityException {
        boolean verified = demand.level() == TlsPolicy.VERIFIED;
        SslHandler handler =
                context(client.certificate(), verified).newHandler(allocator, remote.host(), remote.port());
        SSLParameters parameters = handler.engine().getSSLParameters();
        // RFC 6125: with no algorithm named, the engine does not compare names at all.
        parameters.setEndpointIdentificationAlgorithm(verified && demand.wantsNameOfHost(client) ? "HTTPS" : null);
        if (client.minimum() == TlsVersion.TLS_1_3) {
            parameters.setProtocols(new String[] {TlsVersion.TLS_1_3.label()});
        }
        handler.engine().setSSLParameters(parameters);
        handler.setHandshakeTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return handler;
    }

    private SslContext context(TlsClient.@Nullable Certificate shown, boolean verified)
            throws IOException, GeneralSecurityException {
        Contexts contexts = shown == null ? plain : shown(shown).current();
        return verified ? contexts.validCertificate() : contexts.anyCertificate();
    }

    private PemReload<Contexts> shown(TlsClient.Certificate certificate) throws IOException, GeneralSecurityException {
        PemPair pair = new PemPair(certificate.privateKey(), certificate.certificates());
        PemReload<Contexts> known = shown.get(pair);
        if (known == null) {
            known = new PemReload<>(
                    pair.certificates().toString(),
                    CertifiedKey.files(pair),
                    LOOK_EVERY,
                    System::nanoTime,
                    () -> contexts(CertifiedKey.readOwnerOnly(pair)),
                    Contexts::own);
            shown.put(pair, known);
        }
        return known;
    }

    /** @param own certificate that is shown to servers that ask for one; null shows none */
    private Contexts contexts(@Nullable CertifiedKey own) throws SSLException {
        SslContextBuilder any = SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE);
        SslContextBuilder valid = SslContextBuilder.forClient().trustManager(trust);
        if (own != null) {
            X509Certificate[] chain = own.chain().toArray(X509Certificate[]::new);
            any.keyManager(own.key(), chain);
            valid.keyManager(own.key(), chain);
        }
        return new Contexts(any.build(), valid.build(), own == null ? List.of() : List.of(own.certificate()));
    }
}
