package org.sluicemta.tenant;

import com.ongres.saslprep.SASLprep;
import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a password: SCRAM-SHA-256 keys, RFC 5802 section 3 and RFC 7677. Written as
 * {@code SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>}, base64, as PostgreSQL does. Prints without the
 * keys.
 *
 * @param iterations of PBKDF2, 4,096 (RFC 7677 section 4) to 10,000,000
 */
public record ScramVerifier(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {
    /** About 40 ms of one core to check a password: slow to guess, bearable once per client. */
    public static final int DEFAULT_ITERATIONS = 100_000;

    private static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_256;
    private static final String PBKDF2 = "PBKDF2WithHmacSHA256";
    private static final int MIN_ITERATIONS = 4_096;
    private static final int MAX_ITERATIONS = 10_000_000;
    private static final int SALT_OCTETS = 16;
    private static final int KEY_OCTETS = 32;
    private static final Pattern WRITTEN =
            Pattern.compile("SCRAM-SHA-256\\$(\\d{1,9}):([A-Za-z0-9+/=]+)\\$([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)");

    public ScramVerifier {
        if (iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS) {
            throw new IllegalArgumentException(
                    "iterations must be " + MIN_ITERATIONS + " to " + MAX_ITERATIONS + ", got " + iterations);
        }
        if (salt.length == 0 || storedKey.length != KEY_OCTETS || serverKey.length != KEY_OCTETS) {
            throw new IllegalArgumentException("a SCRAM-SHA-256 verifier needs a salt and two keys of 32 octets, got "
                    + salt.length + ", " + storedKey.length + " and " + serverKey.length);
        }
        salt = salt.clone();
        storedKey = storedKey.clone();
        serverKey = serverKey.clone();
    }

    /** Throws IllegalArgumentException when the password is empty or holds what SASLprep (RFC 4013) forbids. */
    public static ScramVerifier create(String password, int iterations, SecureRandom random) {
        byte[] salt = new byte[SALT_OCTETS];
        random.nextBytes(salt);
        return derive(prepared(password), iterations, salt);
    }

    private static ScramVerifier derive(String prepared, int iterations, byte[] salt) {
        byte[] salted = salted(prepared, iterations, salt);
        byte[] clientKey = ScramFunctions.clientKey(MECHANISM, salted);
        return new ScramVerifier(
                iterations,
                salt,
                ScramFunctions.storedKey(MECHANISM, clientKey),
                ScramFunctions.serverKey(MECHANISM, salted));
    }

    /** The Hi() of RFC 5802 section 2.2, over the password's UTF-8. */
    private static byte[] salted(String prepared, int iterations, byte[] salt) {
        PBEKeySpec spec = new PBEKeySpec(prepared.toCharArray(), salt, iterations, KEY_OCTETS * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance(PBKDF2).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + PBKDF2, e);
        } finally {
            spec.clearPassword();
        }
    }

    /** RFC 5802 section 2.2. The same preparation when a password is set and when it is tried, so both agree. */
    private static String prepared(String password) {
        String prepared = new SASLprep().prepareQuery(password);
        if (prepared.isEmpty()) {
            throw new IllegalArgumentException("a password must not be empty");
        }
        return prepared;
    }

    /** Reads what {@link #format()} wrote. Throws IllegalArgumentException that does not repeat the text. */
    public static ScramVerifier parse(String text) {
        Matcher parts = WRITTEN.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a password verifier: it must look like"
                    + " SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>, in base64");
        }
        Base64.Decoder base64 = Base64.getDecoder();
        return new ScramVerifier(
                Integer.parseInt(parts.group(1)),
                base64.decode(parts.group(2)),
                base64.decode(parts.group(3)),
                base64.decode(parts.group(4)));
    }

    public String format() {
        Base64.Encoder base64 = Base64.getEncoder();
        return "SCRAM-SHA-256$" + iterations + ":" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(storedKey) + ":" + base64.encodeToString(serverKey);
    }

    /** Slow on purpose: the whole PBKDF2. Takes as long for a wrong password; a forbidden one is just wrong. */
    public boolean matches(String password) {
        String prepared;
        boolean usable = true;
        try {
            prepared = prepared(password);
        } catch (IllegalArgumentException forbidden) {
            prepared = "?";
            usable = false;
        }
        return usable & MessageDigest.isEqual(derive(prepared, iterations, salt).storedKey, storedKey);
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
        return "ScramVerifier[iterations=" + iterations + ", [REDACTED]]";
    }
}
