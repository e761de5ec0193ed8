package org.sluicemta.keys.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import org.sluicemta.settings.PemPair;

/** Checks that a private key belongs to a certificate: what the one signs, the other must verify. */
public final class KeyPairCheck {
    private static final byte[] PROBE = {1, 2, 3, 4};

    private KeyPairCheck() {}

    /** Throws GeneralSecurityException naming both files if they don't belong together. */
    public static void check(PrivateKey key, X509Certificate certificate, PemPair files)
            throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(PROBE);
        byte[] signature = signing.sign();
        if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())
                || !verifies(algorithm, certificate, signature)) {
            throw new GeneralSecurityException(
                    "key " + files.privateKey() + " does not belong to the certificate " + files.certificates());
        }
    }

    private static boolean verifies(String algorithm, X509Certificate certificate, byte[] signature)
            throws GeneralSecurityException {
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(certificate.getPublicKey());
        verifying.update(PROBE);
        return verifying.verify(signature);
    }
}
