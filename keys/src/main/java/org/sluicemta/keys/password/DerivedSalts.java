package org.sluicemta.keys.password;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.sluicemta.tenant.ScramHash;
import org.sluicemta.tenant.ScramVerifier;

/**
 * Salts and iteration counts derived from user names: for users that don't exist, and for those with a plain-text
 * password in a file. Stored salts stay the same over time and on every node. These must do so as well, or a client
 * that asks twice would learn which users exist. They are derived from a secret that is as durable.
 */
public final class DerivedSalts {
    private static final int OCTETS = 16;

    private final byte[] secret;

    /** @param secret the same after a restart, and on all nodes */
    public DerivedSalts(byte[] secret) {
        this.secret = secret.clone();
    }

    /** Always the same for a name, in any spelling. */
    public byte[] of(ScramHash hash, String userName) {
        byte[] name = UserName.comparable(userName).getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(hash.hmac(secret, name), OCTETS);
    }

    /**
     * Iterations for a user that doesn't exist, chosen from those of existing users with the same frequency. Uses
     * weighted rendezvous hashing, so when users change, the choice stays the same for nearly all names.
     *
     * @param known how many users have keys with each number of iterations
     */
    public int iterations(ScramHash hash, String userName, Map<Integer, Integer> known) {
        int chosen = ScramVerifier.DEFAULT_ITERATIONS;
        double best = Double.NEGATIVE_INFINITY;
        for (Map.Entry<Integer, Integer> each : known.entrySet()) {
            byte[] drawn = hash.hmac(
                    secret,
                    ("iterations " + each.getKey() + " " + UserName.comparable(userName))
                            .getBytes(StandardCharsets.UTF_8));
            // Uniform between 0 and 1, excluding both.
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
