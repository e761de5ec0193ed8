package org.sluicemta.testing.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that issues client certificates with any alternative names. */
public final class TestAuthority {
    private final Instant now;
    private final X500Name name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    private TestAuthority(Instant now, String name)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        this.now = now;
        this.name = new X500Name("CN=" + name);
        this.keys = TestCertificate.newKeys();
        X509v3CertificateBuilder builder = builder(keys, this.name, Duration.ofDays(3650))
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        this.certificate = sign(builder);
    }

    public static TestAuthority named(Instant now, String name) {
        try {
            return new TestAuthority(now, name);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot make a test authority", e);
        }
    }

    /** @param names {@code email:…}, {@code dns:…} and {@code uri:…} */
    public TestCertificate issue(Duration validFor, String... names) {
        try {
            KeyPair own = TestCertificate.newKeys();
            X509v3CertificateBuilder builder = builder(own, new X500Name("CN=client"), validFor);
            if (names.length > 0) {
                GeneralName[] alternatives =
                        Arrays.stream(names).map(TestAuthority::generalName).toArray(GeneralName[]::new);
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
            }
            return new TestCertificate(own, sign(builder));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("cannot issue a test certificate", e);
        }
    }

    private static GeneralName generalName(String text) {
        int colon = text.indexOf(':');
        int tag = switch (text.substring(0, colon)) {
            case "email" -> GeneralName.rfc822Name;
            case "dns" -> GeneralName.dNSName;
            case "uri" -> GeneralName.uniformResourceIdentifier;
            default -> throw new IllegalArgumentException("no kind of name: " + text);
        };
        return new GeneralName(tag, text.substring(colon + 1));
    }

    private X509v3CertificateBuilder builder(KeyPair subjectKeys, X500Name subject, Duration validFor) {
        return new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(120, new SecureRandom()),
                Date.from(now.minus(Duration.ofDays(365))),
                Date.from(now.plus(validFor)),
                subject,
                subjectKeys.getPublic());
    }

    private X509Certificate sign(X509v3CertificateBuilder builder)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }

    /** Its own. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** Writes its certificate, for those who are to believe it. */
    public void writePem(Path file) {
        try {
            Files.writeString(file, TestCertificate.pem("CERTIFICATE", certificate.getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encode the test certificate", e);
        }
    }
}
