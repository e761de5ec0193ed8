package org.sluicemta.tenant;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A user name that a tenant's services authenticate with.
 *
 * @param proofs what it proves itself with, at least one; of password keys at most one of each kind
 */
public record Credential(String userName, TenantId tenant, List<StoredProof> proofs) {
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

    public Credential(String userName, TenantId tenant, StoredProof proof) {
        this(userName, tenant, List.of(proof));
    }

    private static String kind(StoredProof proof) {
        return switch (proof) {
            case ScramVerifier scram -> scram.hash().mechanism();
            case CramMd5Key cram -> "CRAM-MD5";
            case CredentialIdentity identity -> identity.format();
        };
    }

    /** The keys for that SCRAM. */
    public Optional<ScramVerifier> scram(ScramHash hash) {
        return of(ScramVerifier.class).stream()
                .filter(scram -> scram.hash() == hash)
                .findFirst();
    }

    /** The strongest keys that a password given in clear can be checked with. */
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
