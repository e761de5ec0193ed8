package org.sluicemta.tenant;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash functions of SCRAM: RFC 5802 (SHA-1) and RFC 7677 (SHA-256), strongest first. */
public enum ScramHash {
    SHA_256("SCRAM-SHA-256", "SHA-256", "HmacSHA256", "PBKDF2WithHmacSHA256", 32),
    SHA_1("SCRAM-SHA-1", "SHA-1", "HmacSHA1", "PBKDF2WithHmacSHA1", 20);

    private final String mechanism;
    private final String digest;
    private final String hmac;
    private final String derivation;
    private final int octets;

    ScramHash(String mechanism, String digest, String hmac, String derivation, int octets) {
        this.mechanism = mechanism;
        this.digest = digest;
        this.hmac = hmac;
        this.derivation = derivation;
        this.octets = octets;
    }

    /** The SASL mechanism's name, without {@code -PLUS}. */
    public String mechanism() {
        return mechanism;
    }

    /** Length of the hash and of each key. */
    public int octets() {
        return octets;
    }

    /** H() of RFC 5802 section 2.2. */
    public byte[] hash(byte[] text) {
        try {
            return MessageDigest.getInstance(digest).digest(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + digest, e);
        }
    }

    /** HMAC() of RFC 5802 section 2.2. */
    public byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(hmac);
            mac.init(new SecretKeySpec(key, hmac));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + hmac, e);
        }
    }

    /** JCA name of Hi(), RFC 5802 section 2.2. */
    public String derivation() {
        return derivation;
    }
}
