package org.sluicemta.console.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.sluicemta.keys.tls.CertifiedKey;
import org.sluicemta.keys.tls.PemReload;
import org.sluicemta.settings.PemPair;

/** TLS of a web server from PEM files, which are looked at again at most every few seconds, when a handshake begins. */
final class PemTls extends SslContextFactory.Server {
    private static final String ALIAS = "server";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final PemReload<Loaded> files;
    private KeyStore inForce;

    private record Loaded(CertifiedKey key, KeyStore store) {}

    private PemTls(PemReload<Loaded> files) {
        this.files = files;
        this.inForce = files.latest().store();
    }

    /**
     * @param ticker monotonic nanoseconds
     * @throws GeneralSecurityException when key or certificate cannot be used; names the file
     */
    static PemTls open(PemPair pair, LongSupplier ticker) throws IOException, GeneralSecurityException {
        PemTls tls = new PemTls(new PemReload<>(
                pair.certificates().toString(),
                CertifiedKey.files(pair),
                LOOK_EVERY,
                ticker,
                () -> load(pair),
                loaded -> List.of(loaded.key().certificate())));
        tls.setKeyStorePassword("");
        tls.setKeyStore(tls.inForce);
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        return tls;
    }

    @Override
    public SSLEngine newSSLEngine(String host, int port) {
        refresh();
        return super.newSSLEngine(host, port);
    }

    private synchronized void refresh() {
        KeyStore now = files.current().store();
        if (now != inForce) {
            try {
                reload(factory -> factory.setKeyStore(now));
                inForce = now;
            } catch (Exception e) { // Jetty declares no narrower type
                throw new IllegalStateException("a key that was read can't be used: " + e.getMessage(), e);
            }
        }
    }

    private static Loaded load(PemPair pair) throws IOException, GeneralSecurityException {
        CertifiedKey read = CertifiedKey.read(pair);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(ALIAS, read.key(), new char[0], read.chain().toArray(Certificate[]::new));
        return new Loaded(read, store);
    }
}
