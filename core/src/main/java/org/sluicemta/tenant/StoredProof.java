package org.sluicemta.tenant;

/**
 * The stored form of a credential's password, certificate or token name. Written as one word that doesn't reveal the
 * password.
 */
public sealed interface StoredProof permits ScramVerifier, CramMd5Key, CredentialIdentity {
    /** At most 1,000 characters without spaces. */
    String format();

    /** Parses what {@link #format()} wrote. Throws IllegalArgumentException that doesn't reveal secrets. */
    static StoredProof parse(String text) {
        if (text.startsWith("SCRAM-")) {
            return ScramVerifier.parse(text);
        }
        return text.startsWith(CramMd5Key.PREFIX) ? CramMd5Key.parse(text) : CredentialIdentity.parse(text);
    }
}
