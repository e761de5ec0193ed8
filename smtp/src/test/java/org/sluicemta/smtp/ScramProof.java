package org.sluicemta.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The client's side of SCRAM-SHA-256, RFC 5802 section 3. */
final class ScramProof {
    private final String bare;
    private final String password;
    private String expectedSignature = "";

    ScramProof(String user, String password) {
        this.bare = "n=" + user + ",r=fyko+d2lbbFgONRv9qkxdawL";
        this.password = password;
    }

    String first() {
        return "n,," + bare;
    }

    String last(String serverFirst) throws GeneralSecurityException {
        String[] parts = serverFirst.split(",");
        byte[] salt = Base64.getDecoder().decode(parts[1].substring(2));
        int iterations = Integer.parseInt(parts[2].substring(2));
        byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
                .getEncoded();
        byte[] clientKey = KnownTenants.hmac(salted, "Client Key");
        String withoutProof = "c=biws," + parts[0];
        String signed = bare + "," + serverFirst + "," + withoutProof;
        byte[] signature =
                KnownTenants.hmac(MessageDigest.getInstance("SHA-256").digest(clientKey), signed);
        for (int i = 0; i < clientKey.length; i++) {
            clientKey[i] ^= signature[i];
        }
        byte[] server = KnownTenants.hmac(KnownTenants.hmac(salted, "Server Key"), signed);
        expectedSignature = "v=" + new String(Base64.getEncoder().encode(server), UTF_8);
        return withoutProof + ",p=" + Base64.getEncoder().encodeToString(clientKey);
    }

    String expectedSignature() {
        return expectedSignature;
    }
}
