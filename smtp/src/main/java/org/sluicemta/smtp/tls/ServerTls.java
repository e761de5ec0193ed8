package org.sluicemta.smtp.tls;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.sluicemta.keys.tls.CertifiedKey;
import org.sluicemta.keys.tls.PemReload;
import org.sluicemta.listener.TlsSettings;
import org.sluicemta.listener.TlsSettings.Asked;
import org.sluicemta.listener.TlsSettings.HostCertificate;
import org.sluicemta.settings.PemPair;

/**
 * A listener's TLS. When a handshake is about to start, its files are looked at, at most once a second. Connections keep
 * what they started with.
 */
public final class ServerTls {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final TlsSettings settings;
    private final PemReload<Loaded> files;

    private record Loaded(List<HostKeys.Entry> entries, SslContext context, ClientTrust clients) {}

    /**
     * @param ticker monotonic nanoseconds
     * @throws GeneralSecurityException when a key or certificate can't be used; names the file
     */
    public ServerTls(TlsSettings settings, LongSupplier ticker) throws IOException, GeneralSecurityException {
        this.settings = settings;
        this.files = new PemReload<>(
                settings.usual().certificates().toString(),
                files(settings),
                LOOK_EVERY,
                ticker,
                this::load,
                loaded -> loaded.entries().stream()
                        .map(entry -> entry.chain().getFirst())
                        .toList());
    }

    /** The context for a new handshake. */
    public SslContext context() {
        return files.current().context();
    }

    /** Which client certificates are trusted now. */
    public ClientTrust clients() {
        return files.latest().clients();
    }

    private static List<Path> files(TlsSettings settings) {
        List<Path> files = new ArrayList<>();
        files.add(settings.usual().privateKey());
        files.add(settings.usual().certificates());
        for (HostCertificate other : settings.others()) {
            files.add(other.pair().privateKey());
            files.add(other.pair().certificates());
        }
        settings.clients().trust().ifPresent(files::add);
        return files;
    }

    private Loaded load() throws IOException, GeneralSecurityException {
        List<HostKeys.Entry> entries = new ArrayList<>();
        entries.add(entry(List.of(), settings.usual()));
        for (HostCertificate other : settings.others()) {
            entries.add(entry(other.hostNames(), other.pair()));
        }
        ClientTrust clients = ClientTrust.load(settings.clients());
        Asked asked = settings.clients().asked();
        SslContext context = SslContextBuilder.forServer(new HostKeys(entries))
                .sslProvider(SslProvider.JDK)
                .protocols(settings.protocols())
                .ciphers(settings.cipherSuites().isEmpty() ? null : settings.cipherSuites())
                .applicationProtocolConfig(ApplicationProtocolConfig.DISABLED)
                .trustManager(clients.inHandshake(asked))
                .clientAuth(
                        switch (asked) {
                            case NONE -> ClientAuth.NONE;
                            case OPTIONAL -> ClientAuth.OPTIONAL;
                            case REQUIRED -> ClientAuth.REQUIRE;
                        })
                .build();
        requireUsable(context);
        return new Loaded(entries, context, clients);
    }

    /** Cipher suite names are only checked when there is an engine, which would otherwise be the first handshake. */
    private static void requireUsable(SslContext context) throws GeneralSecurityException {
        try {
            context.newEngine(UnpooledByteBufAllocator.DEFAULT);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("no TLS with these settings: " + e.getMessage(), e);
        }
    }

    private static HostKeys.Entry entry(List<String> hostNames, PemPair pair)
            throws IOException, GeneralSecurityException {
        CertifiedKey read = CertifiedKey.read(pair);
        return new HostKeys.Entry(hostNames, read.key(), read.chain());
    }
}
