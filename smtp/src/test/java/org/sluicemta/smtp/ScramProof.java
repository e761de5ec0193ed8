package org.sluicemta.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The client's side of SCRAM, RFC 5802 section 3. */
final class ScramProof {
    private final String hash;
    private final String header;
    private final byte[] channel;
    private final String bare;
    private final String password;
    private String expectedSignature = "";

    /** SCRAM-SHA-256 without channel binding. */
    ScramProof(String user, String password) {
        this("SHA-256", "n,,", new byte[0], user, password);
    }

    /**
     * @param hash {@code SHA-256} or {@code SHA-1}
     * @param header {@code n,,} or {@code p=tls-exporter,,} or the like
     * @param channel the data of the channel binding
     */
    ScramProof(String hash, String header, byte[] channel, String user, String password) {
        this.hash = hash;
        this.header = header;
        this.channel = channel.clone();
        this.bare = "n=" + user + ",r=fyko+d2lbbFgONRv9qkxdawL";
        this.password = password;
    }

    String first() {
        return header + bare;
    }

    String last(String serverFirst) throws GeneralSecurityException {
        String[] parts = serverFirst.split(",");
        byte[] salt = Base64.getDecoder().decode(parts[1].substring(2));
        int iterations = Integer.parseInt(parts[2].substring(2));
        int bits = hash.equals("SHA-1") ? 160 : 256;
        byte[] salted = SecretKeyFactory.getInstance("PBKDF2With" + macName())
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, bits))
                .getEncoded();
        byte[] clientKey = hmac(salted, "Client Key");
        ByteArrayOutputStream binding = new ByteArrayOutputStream();
        binding.writeBytes(header.getBytes(UTF_8));
        binding.writeBytes(channel);
        String withoutProof = "c=" + Base64.getEncoder().encodeToString(binding.toByteArray()) + "," + parts[0];
        String signed = bare + "," + serverFirst + "," + withoutProof;
        byte[] signature = hmac(MessageDigest.getInstance(hash).digest(clientKey), signed);
        for (int i = 0; i < clientKey.length; i++) {
            clientKey[i] ^= signature[i];
        }
        byte[] server = hmac(hmac(salted, "Server Key"), signed);
        expectedSignature = "v=" + new String(Base64.getEncoder().encode(server), UTF_8);
        return withoutProof + ",p=" + Base64.getEncoder().encodeToString(clientKey);
    }

    String expectedSignature() {
        return expectedSignature;
    }

    private String macName() {
        return "Hmac" + hash.replace("-", "");
    }

    private byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(macName());
        mac.init(new SecretKeySpec(key, macName()));
        return mac.doFinal(text.getBytes(UTF_8));
    }
}
