package org.sluicemta.conf.file;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.tenant.StoredProof;

/**
 * A user name of a tenant, as tenants.xml gives it: with a password, with proofs, or with a password and identities. Prints
 * without them.
 *
 * @param password in clear, to be turned into a verifier before it is kept
 * @param proofs what is kept of a password, and identities
 */
public record ConfiguredCredential(
        String userName, @Nullable String password, List<StoredProof> proofs) {
    public ConfiguredCredential {
        proofs = List.copyOf(proofs);
    }

    @Override
    public String toString() {
        return "ConfiguredCredential[userName=" + userName + ", [REDACTED]]";
    }
}
