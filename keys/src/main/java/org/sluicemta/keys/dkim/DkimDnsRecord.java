package org.sluicemta.keys.dkim;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/**
 * The TXT record that publishes a key, RFC 6376 section 3.6.1.
 *
 * @param name owner name without the final dot, {@code selector._domainkey.example.org}
 * @param value the whole text, {@code v=DKIM1; k=rsa; p=...}
 */
public record DkimDnsRecord(String name, String value) {
    /** RFC 1035 section 3.3: the most octets of one character string. */
    private static final int STRING_OCTETS = 255;

    private static final int ED25519_OCTETS = 32;

    static DkimDnsRecord of(DkimKey key) {
        String publicKey = Base64.getEncoder().encodeToString(publicKey(key));
        return new DkimDnsRecord(
                key.selector() + "._domainkey." + key.domain(),
                "v=DKIM1; k=" + key.algorithm().keyType() + "; p=" + publicKey);
    }

    /** The value in strings of at most 255 octets, which a verifier concatenates. */
    public List<String> strings() {
        return IntStream.iterate(0, at -> at < value.length(), at -> at + STRING_OCTETS)
                .mapToObj(at -> value.substring(at, Math.min(value.length(), at + STRING_OCTETS)))
                .toList();
    }

    /** The record as a line of a zone file. */
    public String zoneLine() {
        return strings().stream()
                .map(string -> '"' + string + '"')
                .collect(Collectors.joining(" ", name + ". IN TXT ( ", " )"));
    }

    private static byte[] publicKey(DkimKey key) {
        try {
            return switch (key.algorithm()) {
                case RSA_SHA256 -> rsaPublicKey((RSAPrivateCrtKey) key.privateKey());
                case ED25519_SHA256 -> ed25519PublicKey(key.privateKey().getEncoded());
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot derive the public key of " + key, e);
        }
    }

    private static byte[] rsaPublicKey(RSAPrivateCrtKey key) throws GeneralSecurityException {
        BigInteger exponent = key.getPublicExponent();
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(key.getModulus(), exponent))
                .getEncoded();
    }

    /** RFC 8463 section 4.2 publishes just the 32 octets; RFC 8410 section 7 ends a private key with its seed. */
    private static byte[] ed25519PublicKey(byte[] pkcs8) {
        byte[] seed = Arrays.copyOfRange(pkcs8, pkcs8.length - ED25519_OCTETS, pkcs8.length);
        return new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded();
    }
}
