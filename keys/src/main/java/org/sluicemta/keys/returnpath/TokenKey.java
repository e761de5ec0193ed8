package org.sluicemta.keys.returnpath;

import java.time.LocalDate;

/**
 * A secret for signing and encrypting return paths. Prints without the secret.
 *
 * @param id 0 to 255, part of the token
 * @param created day of its creation, UTC; the newest key signs
 * @param secret 32 random octets
 */
record TokenKey(int id, LocalDate created, byte[] secret) {
    static final int SECRET_OCTETS = 32;

    TokenKey {
        if (id < 0 || id > 255) {
            throw new IllegalArgumentException("key id must be 0 to 255, got " + id);
        }
        if (secret.length != SECRET_OCTETS) {
            throw new IllegalArgumentException("secret must have 32 octets, got " + secret.length);
        }
    }

    @Override
    public String toString() {
        return "TokenKey[id=" + id + ", created=" + created + ", [REDACTED]]";
    }
}
