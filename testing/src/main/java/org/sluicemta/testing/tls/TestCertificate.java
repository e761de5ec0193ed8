package org.sluicemta.testing.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A self-signed P-256 certificate with its key. The first host name is the subject, all are alternative names. */
public final class TestCertificate {
    private static final char[] NO_PASSWORD = new char[0];

    private final KeyPair keys;
    private final X509Certificate certificate;

    TestCertificate(KeyPair keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    /** A certificate valid from a year before to ten years after {@code now}. */
    public static TestCertificate selfSigned(Instant now, String... hostNames) {
        return selfSigned(now.minus(Duration.ofDays(365)), now.plus(Duration.ofDays(3650)), hostNames);
    }

    /** A certificate with chosen ends of validity, e.g. an expired one. */
    public static TestCertificate selfSigned(Instant notBefore, Instant notAfter, String... hostNames) {
        try {
            KeyPair keys = newKeys();
            return new TestCertificate(keys, sign(keys, notBefore, notAfter, hostNames));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot make a test certificate", e);
        }
    }

    static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509Certificate sign(KeyPair keys, Instant notBefore, Instant notAfter, String... hostNames)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        X500Name subject = new X500Name("CN=" + hostNames[0]);
        GeneralName[] names = new GeneralName[hostNames.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = new GeneralName(GeneralName.dNSName, hostNames[i]);
        }
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                        subject,
                        new BigInteger(120, new SecureRandom()),
                        Date.from(notBefore),
                        Date.from(notAfter),
                        subject,
                        keys.getPublic())
                .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }

    /** The certificate itself. Its key as RFC 6698's selector 1 wants it: {@code getPublicKey().getEncoded()}. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** A context for a server that shows this certificate. */
    public SSLContext serverContext() {
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry("server", keys.getPrivate(), NO_PASSWORD, new X509Certificate[] {certificate});
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, NO_PASSWORD);
            return context(managers.getKeyManagers(), null);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot use the test certificate", e);
        }
    }

    /** A context for a client that trusts this certificate and nothing else. */
    public SSLContext trustingContext() {
        try {
            return context(null, trusting().getTrustManagers());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot trust the test certificate", e);
        }
    }

    /** Trusts this certificate and nothing else. */
    public TrustManagerFactory trusting() {
        return trusting(List.of(certificate));
    }

    /** Trusts these certificates and nothing else. */
    public static TrustManagerFactory trusting(List<X509Certificate> certificates) {
        try {
            KeyStore store = emptyStore();
            for (X509Certificate one : certificates) {
                store.setCertificateEntry("server-" + store.size(), one);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            return managers;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot trust the test certificates", e);
        }
    }

    /**
     * A context for a client that shows this certificate to any server that asks for one, and trusts any certificate it
     * is shown.
     */
    public SSLContext clientContext() {
        try {
            return context(
                    new KeyManager[] {new AlwaysShown(keys.getPrivate(), certificate)},
                    new TrustManager[] {new TrustEveryone()});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot use the test certificate", e);
        }
    }

    /** A context for a client that trusts whatever it is shown: for tests of what is offered, not of who offers it. */
    public static SSLContext trustAnything() {
        try {
            return context(null, new TrustManager[] {new TrustEveryone()});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a TLS context", e);
        }
    }

    /** Writes the certificate and the PKCS #8 key as PEM files, replacing what is there. */
    public void writePem(Path certificateFile, Path keyFile) {
        try {
            Files.writeString(certificateFile, pem("CERTIFICATE", certificate.getEncoded()));
            Files.writeString(keyFile, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + certificateFile + " and " + keyFile, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encode the test certificate", e);
        }
    }

    static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static SSLContext context(KeyManager @Nullable [] keys, TrustManager @Nullable [] trust)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, null);
        return context;
    }
}
