package org.sluicemta.smtp.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.sluicemta.keys.tls.PemFiles;
import org.sluicemta.listener.TlsSettings.Asked;
import org.sluicemta.listener.TlsSettings.ClientCertificates;

/** Which client certificates are trusted. */
public final class ClientTrust {
    private final @Nullable X509ExtendedTrustManager issuers;

    private ClientTrust(@Nullable X509ExtendedTrustManager issuers) {
        this.issuers = issuers;
    }

    /** Trusts none. */
    public static ClientTrust none() {
        return new ClientTrust(null);
    }

    static ClientTrust load(ClientCertificates clients) throws IOException, GeneralSecurityException {
        Optional<Path> file = clients.trust();
        return file.isEmpty() ? none() : new ClientTrust(manager(PemFiles.certificates(file.get())));
    }

    private static X509ExtendedTrustManager manager(List<X509Certificate> certificates)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (X509Certificate certificate : certificates) {
            store.setCertificateEntry("issuer-" + store.size(), certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("this Java checks no X.509 certificates"));
    }

    /**
     * The trust manager of the handshake. An optional certificate may be untrusted: a client with one for other servers
     * must still be able to connect.
     */
    TrustManager inHandshake(Asked asked) {
        X509ExtendedTrustManager strict = issuers;
        return strict != null && asked == Asked.REQUIRED ? strict : new AcceptAnyClientCertificate(accepted());
    }

    private X509Certificate[] accepted() {
        return issuers == null ? new X509Certificate[0] : issuers.getAcceptedIssuers();
    }

    /** Whether a trusted issuer issued the chain (client certificate first) for this use. */
    boolean believes(List<X509Certificate> chain) {
        if (issuers == null || chain.isEmpty()) {
            return false;
        }
        try {
            String keyType = chain.get(0).getPublicKey().getAlgorithm();
            issuers.checkClientTrusted(chain.toArray(new X509Certificate[0]), keyType);
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }
}
