package org.sluicemta.tenant;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A user name with which a tenant's services authenticate.
 *
 * @param proofs its passwords, certificates or token names; at least one, and at most one password key of each kind
 * @param disabled whether login is disabled
 */
public record Credential(String userName, TenantId tenant, List<StoredProof> proofs, boolean disabled) {
    /** Shorter ones can be guessed: NIST SP 800-63B section 5.1.1.2. */
    public static final int SHORTEST_PASSWORD = 8;

    public Credential {
        proofs = List.copyOf(proofs);
        if (proofs.isEmpty()) {
            throw new IllegalArgumentException("user name " + userName
                    + ": a credential needs a password, a certificate or a name in tokens, got none of them");
        }
        List<String> kinds = proofs.stream().map(Credential::kind).toList();
        if (kinds.stream().distinct().count() != kinds.size()) {
            throw new IllegalArgumentException(
                    "user name " + userName + ": a credential has one password, got two keys of the same kind");
        }
    }

    /** An enabled credential. */
    public Credential(String userName, TenantId tenant, List<StoredProof> proofs) {
        this(userName, tenant, proofs, false);
    }

    public Credential(String userName, TenantId tenant, StoredProof proof) {
        this(userName, tenant, List.of(proof));
    }

    public Credential withDisabled(boolean now) {
        return new Credential(userName, tenant, proofs, now);
    }

    /** Throws IllegalArgumentException for a new password that is too short. */
    public static String checkPassword(String password) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST_PASSWORD) {
            throw new IllegalArgumentException(
                    "a password needs " + SHORTEST_PASSWORD + " characters at least, got " + length);
        }
        return password;
    }

    private static String kind(StoredProof proof) {
        return switch (proof) {
            case ScramVerifier scram -> scram.hash().mechanism();
            case CramMd5Key cram -> "CRAM-MD5";
            case CredentialIdentity identity -> identity.format();
        };
    }

    /** The keys for this SCRAM hash. */
    public Optional<ScramVerifier> scram(ScramHash hash) {
        return of(ScramVerifier.class).stream()
                .filter(scram -> scram.hash() == hash)
                .findFirst();
    }

    /** The strongest keys for checking a plain-text password. */
    public Optional<ScramVerifier> password() {
        return Arrays.stream(ScramHash.values())
                .flatMap(hash -> scram(hash).stream())
                .findFirst();
    }

    public Optional<CramMd5Key> cramMd5() {
        return of(CramMd5Key.class).stream().findFirst();
    }

    public List<CredentialIdentity> identities() {
        return of(CredentialIdentity.class);
    }

    private <T extends StoredProof> List<T> of(Class<T> type) {
        return proofs.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
