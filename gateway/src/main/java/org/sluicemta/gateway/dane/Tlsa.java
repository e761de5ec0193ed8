package org.sluicemta.gateway.dane;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/**
 * A TLSA record, RFC 6698 section 2.1.
 *
 * @param usage 2: an authority of the chain (DANE-TA); 3: the server's own certificate (DANE-EE)
 * @param selector 0: the whole certificate; 1: its public key
 * @param matching 0: all of it; 1: its SHA-256; 2: its SHA-512
 * @param data in hexadecimal, lower case
 */
public record Tlsa(int usage, int selector, int matching, String data) {
    private static final int SHA256_DIGITS = 64;
    private static final int SHA512_DIGITS = 128;

    /** Whether it says something that can be checked. RFC 7672 section 3.1.3: PKIX-TA and PKIX-EE can't. */
    public boolean isUsable() {
        return (namesAuthority() || namesServer())
                && (selector == 0 || selector == 1)
                && switch (matching) {
                    case 0 -> !data.isEmpty();
                    case 1 -> data.length() == SHA256_DIGITS;
                    case 2 -> data.length() == SHA512_DIGITS;
                    default -> false;
                };
    }

    boolean namesAuthority() {
        return usage == 2;
    }

    boolean namesServer() {
        return usage == 3;
    }

    /** Whether the certificate is the one it names. */
    boolean matches(X509Certificate certificate) {
        try {
            byte[] selected = selector == 0
                    ? certificate.getEncoded()
                    : certificate.getPublicKey().getEncoded();
            byte[] shown = switch (matching) {
                case 0 -> selected;
                case 1 -> digest("SHA-256", selected);
                default -> digest("SHA-512", selected);
            };
            return HexFormat.of().formatHex(shown).equals(data);
        } catch (CertificateEncodingException e) {
            return false; // it was made by hand, since the handshake has parsed it
        }
    }

    private static byte[] digest(String algorithm, byte[] octets) {
        try {
            return MessageDigest.getInstance(algorithm).digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + algorithm, e);
        }
    }
}
