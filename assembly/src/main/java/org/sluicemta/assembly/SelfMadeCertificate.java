package org.sluicemta.assembly;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.sluicemta.disk.OwnerOnlyFile;

/**
 * A certificate for the first start: clients that encrypt without verification (such as STARTTLS between servers) work
 * at once, and an operator replaces it with a real one in the same files.
 */
final class SelfMadeCertificate {
    private static final Duration VALID = Duration.ofDays(825);

    private SelfMadeCertificate() {}

    /** Creates both files if neither exists. An existing file is never touched. */
    static void makeIfMissing(Path key, Path certificates, String hostName, Instant now) throws IOException {
        if (Files.exists(key) || Files.exists(certificates)) {
            return;
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            OwnerOnlyFile.create(key, pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
            OwnerOnlyFile.create(certificates, pem(certificate(pair, hostName, now)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("cannot make a certificate for " + hostName, e);
        }
    }

    private static X509CertificateHolder certificate(KeyPair pair, String hostName, Instant now)
            throws OperatorCreationException, IOException {
        X500Name name = new X500Name("CN=" + hostName);
        return new JcaX509v3CertificateBuilder(
                        name,
                        new BigInteger(159, new SecureRandom()),
                        Date.from(now.minus(Duration.ofHours(1))),
                        Date.from(now.plus(VALID)),
                        name,
                        pair.getPublic())
                .addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, hostName)))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
    }

    private static byte[] pem(Object content) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        }
        return text.toString().getBytes(US_ASCII);
    }
}
