package org.sluicemta.keys.password;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.sluicemta.tenant.ScramHash;
import org.sluicemta.tenant.ScramVerifier;

/**
 * Salts and numbers of iterations that follow from a user's name: for users that do not exist, and for those whose
 * password is in plain text in a file. What is stored stays the same from day to day and on every node; so must these,
 * or whoever asks twice learns who exists, and how. Made from a secret that is as durable.
 */
public final class DerivedSalts {
    private static final int OCTETS = 16;

    private final byte[] secret;

    /** @param secret the same after a restart, and on all nodes */
    public DerivedSalts(byte[] secret) {
        this.secret = secret.clone();
    }

    /** Always the same one for a name, however it is spelled. */
    public byte[] of(ScramHash hash, String userName) {
        byte[] name = UserName.comparable(userName).getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(hash.hmac(secret, name), OCTETS);
    }

    /**
     * Iterations for a user that does not exist: chosen among those of users who do, each as likely as it is among them.
     * Weighted rendezvous hashing: when the users change, the choice stays for nearly all names.
     *
     * @param known how many users have keys of so many iterations
     */
    public int iterations(ScramHash hash, String userName, Map<Integer, Integer> known) {
        int chosen = ScramVerifier.DEFAULT_ITERATIONS;
        double best = Double.NEGATIVE_INFINITY;
        for (Map.Entry<Integer, Integer> each : known.entrySet()) {
            byte[] drawn = hash.hmac(
                    secret,
                    ("iterations " + each.getKey() + " " + UserName.comparable(userName))
                            .getBytes(StandardCharsets.UTF_8));
            // Evenly between 0 and 1, and neither of them.
            double even = ((ByteBuffer.wrap(drawn).getLong() >>> 11) + 0.5) * 0x1.0p-53;
            double score = -each.getValue() / Math.log(even);
            if (score > best) {
                best = score;
                chosen = each.getKey();
            }
        }
        return chosen;
    }
}
