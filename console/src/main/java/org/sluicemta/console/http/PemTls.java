package org.sluicemta.console.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.config.FileStamp;
import org.sluicemta.keys.tls.CertificateValidity;
import org.sluicemta.keys.tls.KeyPairCheck;
import org.sluicemta.keys.tls.PemFiles;
import org.sluicemta.settings.PemPair;

/**
 * TLS of a web server from PEM files. Checks the files again at most every few seconds, when a handshake begins. If the
 * new pair can't be used, the old one stays in force, and the problem is logged.
 */
final class PemTls extends SslContextFactory.Server {
    private static final Logger LOG = LoggerFactory.getLogger(PemTls.class);
    private static final String ALIAS = "server";
    private static final long LOOK_EVERY = Duration.ofSeconds(5).toNanos();

    private final PemPair files;
    private final LongSupplier ticker;
    private List<FileStamp> stamps;
    private long nextLook;

    private PemTls(PemPair files, LongSupplier ticker, List<FileStamp> stamps) {
        this.files = files;
        this.ticker = ticker;
        this.stamps = stamps;
        this.nextLook = ticker.getAsLong() + LOOK_EVERY;
    }

    /**
     * @param ticker monotonic nanoseconds
     * @throws GeneralSecurityException when key or certificate cannot be used; names the file
     */
    static PemTls open(PemPair files, LongSupplier ticker) throws IOException, GeneralSecurityException {
        PemTls tls = new PemTls(files, ticker, stamps(files));
        tls.setKeyStorePassword("");
        tls.setKeyStore(load(files));
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        return tls;
    }

    @Override
    public SSLEngine newSSLEngine(String host, int port) {
        refresh();
        return super.newSSLEngine(host, port);
    }

    private synchronized void refresh() {
        long now = ticker.getAsLong();
        if (now - nextLook < 0) {
            return;
        }
        nextLook = now + LOOK_EVERY;
        try {
            List<FileStamp> found = stamps(files);
            if (!found.equals(stamps)) {
                KeyStore fresh = load(files);
                CertificateValidity.check((X509Certificate) fresh.getCertificate(ALIAS));
                reload(factory -> factory.setKeyStore(fresh));
                stamps = found;
                LOG.info("Certificate {} reloaded", files.certificates());
            }
        } catch (Exception e) { // Jetty's reload declares no narrower type
            LOG.warn(
                    "Certificate {} changed but is not usable; keeping the old one: {}",
                    files.certificates(),
                    e.getMessage());
        }
    }

    private static List<FileStamp> stamps(PemPair files) throws IOException {
        return FileStamp.of(List.of(files.privateKey(), files.certificates()));
    }

    private static KeyStore load(PemPair files) throws IOException, GeneralSecurityException {
        PrivateKey key = PemFiles.privateKey(files.privateKey());
        List<X509Certificate> chain = PemFiles.certificates(files.certificates());
        KeyPairCheck.check(key, chain.getFirst(), files);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(ALIAS, key, new char[0], chain.toArray(Certificate[]::new));
        return store;
    }
}
