package org.sluicemta.tenant;

/**
 * What is kept of something that a credential proves itself with. Written as one word; nothing written tells the password
 * itself.
 */
public sealed interface StoredProof permits ScramVerifier, CramMd5Key, CredentialIdentity {
    /** At most 1,000 characters without spaces. */
    String format();

    /** Reads what {@link #format()} wrote. Throws IllegalArgumentException that does not repeat secrets. */
    static StoredProof parse(String text) {
        if (text.startsWith("SCRAM-")) {
            return ScramVerifier.parse(text);
        }
        return text.startsWith(CramMd5Key.PREFIX) ? CramMd5Key.parse(text) : CredentialIdentity.parse(text);
    }
}
