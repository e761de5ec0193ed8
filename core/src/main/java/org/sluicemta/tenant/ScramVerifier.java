package org.sluicemta.tenant;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stored form of a password: SCRAM keys, RFC 5802 section 3 and RFC 7677. Written as {@code
 * SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>}, in base64 as PostgreSQL does, or the same with {@code
 * SCRAM-SHA-1}. {@code toString} hides the keys.
 *
 * @param iterations of PBKDF2, 4,096 (RFC 7677 section 4) to 10,000,000
 */
public record ScramVerifier(ScramHash hash, int iterations, byte[] salt, byte[] storedKey, byte[] serverKey)
        implements StoredProof {
    /** About 40 ms of one core per password check: slow to guess, bearable once per client. */
    public static final int DEFAULT_ITERATIONS = 100_000;

    private static final int MIN_ITERATIONS = 4_096;
    private static final int MAX_ITERATIONS = 10_000_000;
    private static final Pattern WRITTEN =
            Pattern.compile("SCRAM-SHA-(256|1)\\$(\\d{1,9}):([A-Za-z0-9+/=]+)\\$([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)");

    public ScramVerifier {
        if (iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS) {
            throw new IllegalArgumentException(
                    "iterations must be " + MIN_ITERATIONS + " to " + MAX_ITERATIONS + ", got " + iterations);
        }
        if (salt.length == 0 || storedKey.length != hash.octets() || serverKey.length != hash.octets()) {
            throw new IllegalArgumentException(
                    "a " + hash.mechanism() + " verifier needs a salt and two keys of " + hash.octets()
                            + " octets, got " + salt.length + ", " + storedKey.length + " and " + serverKey.length);
        }
        salt = salt.clone();
        storedKey = storedKey.clone();
        serverKey = serverKey.clone();
    }

    /** SCRAM-SHA-256. */
    public ScramVerifier(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {
        this(ScramHash.SHA_256, iterations, salt, storedKey, serverKey);
    }

    /** Parses what {@link #format()} wrote. Throws IllegalArgumentException that doesn't repeat the text. */
    public static ScramVerifier parse(String text) {
        Matcher parts = WRITTEN.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a password verifier: it must look like"
                    + " SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>, in base64");
        }
        Base64.Decoder base64 = Base64.getDecoder();
        return new ScramVerifier(
                parts.group(1).equals("1") ? ScramHash.SHA_1 : ScramHash.SHA_256,
                Integer.parseInt(parts.group(2)),
                base64.decode(parts.group(3)),
                base64.decode(parts.group(4)),
                base64.decode(parts.group(5)));
    }

    @Override
    public String format() {
        Base64.Encoder base64 = Base64.getEncoder();
        return hash.mechanism() + "$" + iterations + ":" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(storedKey) + ":" + base64.encodeToString(serverKey);
    }

    @Override
    public byte[] salt() {
        return salt.clone();
    }

    @Override
    public byte[] storedKey() {
        return storedKey.clone();
    }

    @Override
    public byte[] serverKey() {
        return serverKey.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScramVerifier that
                && hash == that.hash
                && iterations == that.iterations
                && Arrays.equals(salt, that.salt)
                && MessageDigest.isEqual(storedKey, that.storedKey)
                && MessageDigest.isEqual(serverKey, that.serverKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(salt) * 31 + iterations;
    }

    @Override
    public String toString() {
        return "ScramVerifier[" + hash.mechanism() + ", iterations=" + iterations + ", [REDACTED]]";
    }
}
