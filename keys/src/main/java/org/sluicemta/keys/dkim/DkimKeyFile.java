package org.sluicemta.keys.dkim;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.jspecify.annotations.Nullable;
import org.sluicemta.config.Problem;
import org.sluicemta.disk.OwnerOnlyFile;

/**
 * A private key in PEM: PKCS#8, which we write, or the older RSA format written by opendkim-genkey. Only its owner may
 * read the file.
 */
final class DkimKeyFile {
    /** RFC 8301 section 3.2. */
    private static final int MIN_RSA_BITS = 1024;

    private DkimKeyFile() {}

    /** The key of a file, or what is wrong with it. */
    sealed interface Reading {
        record Key(DkimKey key) implements Reading {}

        record Bad(Problem problem) implements Reading {}
    }

    static Reading read(Path file, String domain, String selector) throws IOException {
        Optional<Problem> exposure = OwnerOnlyFile.exposure(file, "the private key");
        if (exposure.isPresent()) {
            return new Reading.Bad(exposure.get());
        }
        try {
            PrivateKeyInfo info = keyInfo(file);
            DkimAlgorithm algorithm = algorithm(info);
            return check(file, new DkimKey(domain, selector, algorithm, privateKey(info, algorithm)));
        } catch (IllegalArgumentException e) {
            return bad(file, String.valueOf(e.getMessage()), "Name it <domain>/<selector>.pem");
        } catch (UnreadableKeyException e) {
            return bad(
                    file,
                    String.valueOf(e.getMessage()),
                    "Make one with: sluice dkim generate " + domain + " " + selector);
        }
    }

    /** Writes a new file. Throws FileAlreadyExistsException if it exists. */
    static void write(Path file, PrivateKey key) throws IOException {
        String text = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        OwnerOnlyFile.create(file, text.getBytes(US_ASCII));
    }

    private static Reading check(Path file, DkimKey key) {
        if (key.privateKey() instanceof RSAKey rsa && rsa.getModulus().bitLength() < MIN_RSA_BITS) {
            return bad(
                    file,
                    "the RSA key has " + rsa.getModulus().bitLength() + " bits, and verifiers ignore less than 1024",
                    "Make one of 2048 with: sluice dkim generate " + key.domain() + " " + key.selector());
        }
        return new Reading.Key(key);
    }

    private static DkimAlgorithm algorithm(PrivateKeyInfo info) throws UnreadableKeyException {
        ASN1ObjectIdentifier type = info.getPrivateKeyAlgorithm().getAlgorithm();
        if (type.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return DkimAlgorithm.RSA_SHA256;
        }
        if (type.equals(EdECObjectIdentifiers.id_Ed25519)) {
            return DkimAlgorithm.ED25519_SHA256;
        }
        throw new UnreadableKeyException("the key is of a kind that DKIM does not know (OID " + type + ")", null);
    }

    private static PrivateKey privateKey(PrivateKeyInfo info, DkimAlgorithm algorithm)
            throws IOException, UnreadableKeyException {
        try {
            // In JCA order, because a key made by the fast provider needs no conversion for every signature.
            return KeyFactory.getInstance(algorithm.keyAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new UnreadableKeyException("the private key is damaged", e);
        }
    }

    private static PrivateKeyInfo keyInfo(Path file) throws IOException, UnreadableKeyException {
        try (PEMParser parser = new PEMParser(new StringReader(Files.readString(file, US_ASCII)))) {
            return switch (parser.readObject()) {
                case PrivateKeyInfo info -> info;
                case PEMKeyPair pair -> pair.getPrivateKeyInfo();
                case null -> throw new UnreadableKeyException("holds no private key in PEM", null);
                default -> throw new UnreadableKeyException("holds no private key without a passphrase", null);
            };
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableKeyException("holds no private key in PEM", e);
        }
    }

    private static Reading bad(Path file, String what, String hint) {
        return new Reading.Bad(new Problem(file.toString(), what, hint));
    }

    /** The file contains no key we can use. */
    private static final class UnreadableKeyException extends Exception {
        private static final long serialVersionUID = 1;

        UnreadableKeyException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
