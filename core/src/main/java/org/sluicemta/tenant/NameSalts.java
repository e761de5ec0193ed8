package org.sluicemta.tenant;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Salts that follow from a user's name: for users that do not exist, and for those whose password stands in clear in a
 * file. A stored salt stays the same from day to day and on every node; so must these, or whoever asks twice learns who
 * exists, and how. Made from a secret that is as durable.
 */
public final class NameSalts {
    private static final int OCTETS = 16;

    private final byte[] secret;

    /** @param secret the same after a restart, and on all nodes */
    public NameSalts(byte[] secret) {
        this.secret = secret.clone();
    }

    /** Always the same one for a name, however it is spelled. */
    public byte[] of(ScramHash hash, String userName) {
        byte[] name = UserName.comparable(userName).getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(hash.hmac(secret, name), OCTETS);
    }
}
