package org.sluicemta.keys.password;

import com.ongres.saslprep.SASLprep;
import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.sluicemta.tenant.CramMd5Key;
import org.sluicemta.tenant.ScramHash;
import org.sluicemta.tenant.ScramVerifier;

/**
 * Derives what is stored of a password, and checks passwords against it. Methods that derive keys throw
 * IllegalArgumentException if the password is empty or contains what SASLprep (RFC 4013) forbids.
 */
public final class PasswordKeys {
    private static final int SALT_OCTETS = 16;

    private PasswordKeys() {}

    /** SCRAM-SHA-256. */
    public static ScramVerifier scram(String password, int iterations, SecureRandom random) {
        return scram(ScramHash.SHA_256, password, iterations, random);
    }

    public static ScramVerifier scram(ScramHash hash, String password, int iterations, SecureRandom random) {
        byte[] salt = new byte[SALT_OCTETS];
        random.nextBytes(salt);
        return scram(hash, password, iterations, salt);
    }

    /** With a salt that the caller can derive again. */
    public static ScramVerifier scram(ScramHash hash, String password, int iterations, byte[] salt) {
        return derive(hash, prepared(password), iterations, salt);
    }

    public static CramMd5Key cramMd5(String password) {
        return CramMd5Key.of(prepared(password).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Slow on purpose, because it runs the whole PBKDF2. Takes as long for a wrong password. A forbidden password is
     * just wrong.
     */
    public static boolean matches(ScramVerifier verifier, String password) {
        String prepared;
        boolean usable = true;
        try {
            prepared = prepared(password);
        } catch (IllegalArgumentException forbidden) {
            prepared = "?";
            usable = false;
        }
        ScramVerifier tried = derive(verifier.hash(), prepared, verifier.iterations(), verifier.salt());
        return usable & MessageDigest.isEqual(tried.storedKey(), verifier.storedKey());
    }

    static ScramVerifier derive(ScramHash hash, String prepared, int iterations, byte[] salt) {
        ScramMechanism functions = switch (hash) {
            case SHA_256 -> ScramMechanism.SCRAM_SHA_256;
            case SHA_1 -> ScramMechanism.SCRAM_SHA_1;
        };
        byte[] salted = salted(hash, prepared, iterations, salt);
        byte[] clientKey = ScramFunctions.clientKey(functions, salted);
        return new ScramVerifier(
                hash,
                iterations,
                salt,
                ScramFunctions.storedKey(functions, clientKey),
                ScramFunctions.serverKey(functions, salted));
    }

    /** The Hi() of RFC 5802 section 2.2, over the password's UTF-8. */
    private static byte[] salted(ScramHash hash, String prepared, int iterations, byte[] salt) {
        PBEKeySpec spec = new PBEKeySpec(prepared.toCharArray(), salt, iterations, hash.octets() * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance(hash.derivation())
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + hash.derivation(), e);
        } finally {
            spec.clearPassword();
        }
    }

    /** RFC 5802 section 2.2. The preparation is the same when a password is set and when it is checked. */
    private static String prepared(String password) {
        String prepared = new SASLprep().prepareQuery(password);
        if (prepared.isEmpty()) {
            throw new IllegalArgumentException("a password must not be empty");
        }
        return prepared;
    }
}
