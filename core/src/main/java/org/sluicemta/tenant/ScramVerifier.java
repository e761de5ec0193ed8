package org.sluicemta.tenant;

/**
 * What is kept of a password: SCRAM-SHA-256 keys, RFC 5802 section 3 and RFC 7677. Written as
 * {@code SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>}, base64. Prints without the keys.
 */
public record ScramVerifier(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {
    @Override
    public String toString() {
        return "ScramVerifier[iterations=" + iterations + ", [REDACTED]]";
    }
}
