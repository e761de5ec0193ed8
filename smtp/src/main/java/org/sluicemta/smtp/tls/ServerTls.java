package org.sluicemta.smtp.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.tls.KeyPairCheck;
import org.sluicemta.tls.PemFiles;
import org.sluicemta.tls.PemPair;

/**
 * A listener's TLS. Looks at its files again at most every few seconds, when a handshake is about to begin, and loads
 * them when they changed. A pair that cannot be loaded, or does not belong together, leaves the old one in force and says
 * so once.
 */
public final class ServerTls {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);
    private static final long LOOK_EVERY = Duration.ofSeconds(5).toNanos();

    private final TlsFiles files;
    private final LongSupplier ticker;
    private volatile Loaded loaded;
    private volatile long nextLook;

    private record Stamp(FileTime key, FileTime certificate) {}

    private record Loaded(Stamp stamp, SslContext context) {}

    /**
     * @param ticker nanoseconds that only go forward
     * @throws GeneralSecurityException when key or certificate cannot be used; names the file
     */
    public ServerTls(TlsFiles files, LongSupplier ticker) throws IOException, GeneralSecurityException {
        this.files = files;
        this.ticker = ticker;
        this.loaded = load(stamp());
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

    private synchronized void refresh() {
        try {
            Stamp stamp = stamp();
            if (!stamp.equals(loaded.stamp())) {
                loaded = load(stamp);
                LOG.info("certificate {} loaded again", files.certificates());
            }
        } catch (IOException | GeneralSecurityException e) {
            LOG.warn(
                    "certificate {} changed but cannot be used, the old one stays: {}",
                    files.certificates(),
                    e.getMessage());
        }
    }

    private Stamp stamp() throws IOException {
        return new Stamp(modified(files.privateKey()), modified(files.certificates()));
    }

    private static FileTime modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file);
    }

    private Loaded load(Stamp stamp) throws IOException, GeneralSecurityException {
        PrivateKey key = PemFiles.privateKey(files.privateKey());
        List<X509Certificate> chain = PemFiles.certificates(files.certificates());
        KeyPairCheck.check(key, chain.get(0), new PemPair(files.privateKey(), files.certificates()));
        SslContext context = SslContextBuilder.forServer(key, chain.toArray(new X509Certificate[0]))
                .sslProvider(SslProvider.JDK)
                .protocols(files.protocols())
                .ciphers(files.cipherSuites().isEmpty() ? null : files.cipherSuites())
                .applicationProtocolConfig(ApplicationProtocolConfig.DISABLED)
                .clientAuth(ClientAuth.NONE)
                .build();
        return new Loaded(stamp, context);
    }
}
