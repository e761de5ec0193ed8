package org.sluicemta.keys.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Reads keys and certificates in PEM form, RFC 7468. Errors name the file and say what to do. */
public final class PemFiles {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*([A-Za-z0-9+/=\\s]+?)-----END \\1-----");

    private PemFiles() {}

    /** The first private key in the file. */
    public static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        try {
            return firstKey(file);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Bouncy Castle and the Base64 decoder throw these for invalid data.
            throw new GeneralSecurityException(
                    file + ": holds a key that cannot be read; look at it with: openssl pkey -noout -in " + file, e);
        }
    }

    /** PEM is ASCII, so other characters can't be part of a block. */
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    private static PrivateKey firstKey(Path file) throws IOException, GeneralSecurityException {
        Matcher block = BLOCK.matcher(text(file));
        while (block.find()) {
            String type = block.group(1);
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            switch (type) {
                case "PRIVATE KEY" -> {
                    return pkcs8(der, file);
                }
                case "RSA PRIVATE KEY" -> {
                    return pkcs8(wrapRsa(der), file);
                }
                case "EC PRIVATE KEY" -> {
                    return pkcs8(wrapEc(der, file), file);
                }
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new GeneralSecurityException(file + ": a \"" + type
                            + "\" cannot be used; write it as PKCS#8: openssl pkcs8 -topk8 -nocrypt -in " + file);
                default -> {}
            }
        }
        throw new GeneralSecurityException(file + ": holds no PEM private key");
    }

    /** All certificates in the file, in order. */
    public static List<X509Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> found = new ArrayList<>();
        Matcher block = BLOCK.matcher(text(file));
        while (block.find()) {
            if (block.group(1).equals("CERTIFICATE")) {
                found.add(certificate(factory, block.group(2), file));
            }
        }
        if (found.isEmpty()) {
            throw new GeneralSecurityException(file + ": holds no PEM certificate");
        }
        return found;
    }

    private static X509Certificate certificate(CertificateFactory factory, String base64, Path file)
            throws GeneralSecurityException {
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64);
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException | IllegalArgumentException e) {
            throw new GeneralSecurityException(
                    file + ": holds a certificate that cannot be read; look at it with: openssl x509 -text -in " + file,
                    e);
        }
    }

    private static PrivateKey pkcs8(byte[] der, Path file) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException e) {
                continue; // another kind of key
            }
        }
        throw new GeneralSecurityException(file + ": the key is neither RSA nor EC nor Ed25519");
    }

    /** PKCS#1, RFC 8017 appendix A.1.2. */
    private static byte[] wrapRsa(byte[] der) throws IOException {
        return wrap(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                RSAPrivateKey.getInstance(der));
    }

    /** RFC 5915 section 3; it must contain the curve. */
    private static byte[] wrapEc(byte[] der, Path file) throws IOException, GeneralSecurityException {
        ECPrivateKey key = ECPrivateKey.getInstance(der);
        ASN1Object curve = key.getParametersObject();
        if (curve == null) {
            throw new GeneralSecurityException(
                    file + ": the key does not name its curve; write it as PKCS#8: openssl pkcs8 -topk8 -nocrypt -in "
                            + file);
        }
        return wrap(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), key);
    }

    /** PKCS#8 PrivateKeyInfo, RFC 5208 section 5. */
    private static byte[] wrap(AlgorithmIdentifier algorithm, ASN1Object key) throws IOException {
        return new PrivateKeyInfo(algorithm, key).getEncoded(ASN1Encoding.DER);
    }
}
