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
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.config.FileStamp;
import org.sluicemta.keys.tls.CertificateValidity;
import org.sluicemta.keys.tls.KeyPairCheck;
import org.sluicemta.keys.tls.PemFiles;
import org.sluicemta.listener.TlsSettings;
import org.sluicemta.listener.TlsSettings.Asked;
import org.sluicemta.listener.TlsSettings.HostCertificate;
import org.sluicemta.settings.PemPair;

/**
 * A listener's TLS. When a handshake is about to start, it checks its files at most once a second and reloads them if
 * one changed. Files that can't be loaded, don't match or have expired leave the old ones in force and are logged once.
 * Connections keep what they started with.
 */
public final class ServerTls {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);
    private static final long LOOK_EVERY = Duration.ofSeconds(1).toNanos();

    private final TlsSettings settings;
    private final LongSupplier ticker;
    private volatile Loaded loaded;
    private volatile long nextLook;
    private @Nullable List<FileStamp> refused;

    private record Loaded(
            List<FileStamp> stamps, List<HostKeys.Entry> entries, SslContext context, ClientTrust clients) {}

    /**
     * @param ticker monotonic nanoseconds
     * @throws GeneralSecurityException when a key or certificate can't be used; names the file
     */
    public ServerTls(TlsSettings settings, LongSupplier ticker) throws IOException, GeneralSecurityException {
        this.settings = settings;
        this.ticker = ticker;
        this.loaded = load(FileStamp.of(files()));
        warnOfValidity(loaded);
        this.nextLook = ticker.getAsLong() + LOOK_EVERY;
    }

    /** The context for a new handshake. */
    public SslContext context() {
        long now = ticker.getAsLong();
        if (now - nextLook >= 0) {
            nextLook = now + LOOK_EVERY;
            refresh();
        }
        return loaded.context();
    }

    /** Which client certificates are trusted now. */
    public ClientTrust clients() {
        return loaded.clients();
    }

    private synchronized void refresh() {
        List<FileStamp> now = List.of();
        try {
            now = FileStamp.of(files());
            if (!now.equals(loaded.stamps()) && !now.equals(refused)) {
                Loaded renewed = load(now);
                checkValidity(renewed);
                loaded = renewed;
                LOG.info("Certificate {} reloaded", settings.usual().certificates());
            }
        } catch (IOException | GeneralSecurityException e) {
            if (!now.equals(refused)) {
                LOG.warn("Certificates changed but are not usable; keeping the old ones: {}", e.getMessage());
            }
            refused = now;
        }
    }

    private static void warnOfValidity(Loaded first) {
        try {
            checkValidity(first);
        } catch (GeneralSecurityException e) {
            LOG.warn("{}; clients that verify certificates will refuse to connect", e.getMessage());
        }
    }

    /** An expired certificate is the wrong file when one is in force; at start it is all there is. */
    private static void checkValidity(Loaded renewed) throws GeneralSecurityException {
        for (HostKeys.Entry entry : renewed.entries()) {
            CertificateValidity.check(entry.chain().getFirst());
        }
    }

    private List<Path> files() {
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

    private Loaded load(List<FileStamp> stamps) throws IOException, GeneralSecurityException {
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
        return new Loaded(stamps, entries, context, clients);
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
        PrivateKey key = PemFiles.privateKey(pair.privateKey());
        List<X509Certificate> chain = PemFiles.certificates(pair.certificates());
        KeyPairCheck.check(key, chain.get(0), pair);
        return new HostKeys.Entry(hostNames, key, chain);
    }
}
