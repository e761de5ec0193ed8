package org.sluicemta.smtp.command;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.ScramVerifier;
import org.sluicemta.tenant.TenantDirectory;

/**
 * The server's side of one SCRAM-SHA-256 exchange, RFC 5802 section 3 and RFC 7677, without channel binding. A user that
 * does not exist is answered like one that does, with a salt that stays the same, and fails at the proof.
 */
final class ScramExchange {
    private static final Pattern FIRST = Pattern.compile("([ny]),(a=[^,]*)?,(n=([^,]+),r=([\\x21-\\x2B\\x2D-\\x7E]+))");
    private static final Pattern LAST = Pattern.compile("(c=([A-Za-z0-9+/=]+),r=([^,]+)),p=([A-Za-z0-9+/=]+)");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] DECOY = random(32);
    private static final int DECOY_ITERATIONS = 4096;

    private final TenantDirectory tenants;
    private String userName = "";
    private String header = "";
    private String firstBare = "";
    private String serverFirst = "";
    private String nonce = "";
    private @Nullable Credential credential;

    ScramExchange(TenantDirectory tenants) {
        this.tenants = tenants;
    }

    /** The server's first message to the client's, or null when that is malformed or asks for channel binding. */
    @Nullable
    String first(String message) {
        Matcher parts = FIRST.matcher(message);
        if (!parts.matches()) {
            return null;
        }
        userName = parts.group(4).replace("=2C", ",").replace("=3D", "=");
        header = message.substring(0, parts.start(3));
        firstBare = parts.group(3);
        nonce = parts.group(5) + Base64.getEncoder().withoutPadding().encodeToString(random(18));
        Optional<Credential> found = tenants.findCredential(userName);
        credential = found.orElse(null);
        byte[] salt = found.map(one -> one.verifier().salt()).orElseGet(() -> Arrays.copyOf(hmac(DECOY, userName), 16));
        int iterations = found.map(one -> one.verifier().iterations()).orElse(DECOY_ITERATIONS);
        serverFirst = "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(salt) + ",i=" + iterations;
        return serverFirst;
    }

    /** The server's signature when the client's proof is right, or null. */
    @Nullable
    String last(String message) {
        Matcher parts = LAST.matcher(message);
        Credential user = credential;
        if (user == null || !parts.matches() || !parts.group(3).equals(nonce) || !bindsTo(parts.group(2))) {
            return null;
        }
        ScramVerifier verifier = user.verifier();
        String signed = firstBare + "," + serverFirst + "," + parts.group(1);
        byte[] proof = decode(parts.group(4));
        byte[] signature = hmac(verifier.storedKey(), signed);
        if (proof.length != signature.length) {
            return null;
        }
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= signature[i];
        }
        if (!MessageDigest.isEqual(sha256(proof), verifier.storedKey())) {
            return null;
        }
        return "v=" + Base64.getEncoder().encodeToString(hmac(verifier.serverKey(), signed));
    }

    String userName() {
        return userName;
    }

    /** Who it was, after {@link #last} gave a signature. */
    Credential credential() {
        Credential user = credential;
        if (user == null) {
            throw new IllegalStateException("nobody is authenticated");
        }
        return user;
    }

    private boolean bindsTo(String encoded) {
        return MessageDigest.isEqual(decode(encoded), header.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0]; // compared with what it should be, and found different
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] random(int length) {
        byte[] octets = new byte[length];
        RANDOM.nextBytes(octets);
        return octets;
    }
}
