package org.sluicemta.keys.returnpath;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts and decrypts the content of a token with one key. It uses a synthetic initialisation vector, as RFC 5297
 * does: the tag is a truncated HMAC-SHA-256 over the bounce domain and the plaintext, and it is also the IV of AES-CTR.
 * So a token needs no nonce, equal sends have equal tokens, and every changed bit is detected.
 *
 * <p>A Mac or Cipher is expensive to create and can't be shared, and a ThreadLocal would keep one for every virtual
 * thread. So idle ones are kept in a queue, which never has more than the threads that were here at the same time.
 */
final class TokenSeal {
    /** Octets of the tag: a guess succeeds once in 2^64 attempts, each of which costs an SMTP command. */
    static final int TAG_OCTETS = 8;

    private final SecretKeySpec macKey;
    private final SecretKeySpec cipherKey;
    private final Queue<Engine> idle = new ConcurrentLinkedQueue<>();

    TokenSeal(TokenKey key) {
        macKey = new SecretKeySpec(derive(key, "token tag"), "HmacSHA256");
        cipherKey = new SecretKeySpec(Arrays.copyOf(derive(key, "token cipher"), 16), "AES");
    }

    /**
     * Writes tag and ciphertext to out, from the given place on.
     *
     * @param domain that the token is bound to but doesn't contain
     */
    void seal(byte[] domain, byte[] plain, int length, byte[] out, int at) {
        Engine engine = take();
        byte[] tag = engine.tag(domain, plain, length);
        System.arraycopy(tag, 0, out, at, TAG_OCTETS);
        engine.crypt(tag, plain, 0, length, out, at + TAG_OCTETS);
        idle.add(engine);
    }

    /** The plaintext of tag and ciphertext, or null if the tag doesn't match. */
    byte @Nullable [] open(byte[] domain, byte[] sealed, int at) {
        Engine engine = take();
        byte[] tag = Arrays.copyOfRange(sealed, at, at + TAG_OCTETS);
        byte[] plain = new byte[sealed.length - at - TAG_OCTETS];
        engine.crypt(tag, sealed, at + TAG_OCTETS, plain.length, plain, 0);
        boolean ours = MessageDigest.isEqual(tag, engine.tag(domain, plain, plain.length));
        idle.add(engine);
        return ours ? plain : null;
    }

    private Engine take() {
        Engine engine = idle.poll();
        return engine == null ? new Engine() : engine;
    }

    private static byte[] derive(TokenKey key, String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.secret(), "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(US_ASCII));
        } catch (GeneralSecurityException e) {
            throw missingAlgorithm(e);
        }
    }

    private static IllegalStateException missingAlgorithm(GeneralSecurityException e) {
        return new IllegalStateException("this Java runtime lacks HmacSHA256 or AES, which every one must have", e);
    }

    private final class Engine {
        private final Mac mac;
        private final Cipher cipher;

        Engine() {
            try {
                mac = Mac.getInstance("HmacSHA256");
                mac.init(macKey);
                cipher = Cipher.getInstance("AES/CTR/NoPadding");
            } catch (GeneralSecurityException e) {
                throw missingAlgorithm(e);
            }
        }

        byte[] tag(byte[] domain, byte[] plain, int length) {
            mac.update(domain);
            mac.update((byte) 0);
            mac.update(plain, 0, length);
            return Arrays.copyOf(mac.doFinal(), TAG_OCTETS);
        }

        void crypt(byte[] tag, byte[] in, int from, int length, byte[] out, int to) {
            try {
                cipher.init(Cipher.ENCRYPT_MODE, cipherKey, new IvParameterSpec(Arrays.copyOf(tag, 16)));
                cipher.doFinal(in, from, length, out, to);
            } catch (GeneralSecurityException e) {
                throw missingAlgorithm(e);
            }
        }
    }
}
