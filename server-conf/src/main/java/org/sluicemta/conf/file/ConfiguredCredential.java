package org.sluicemta.conf.file;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.tenant.StoredProof;

/**
 * A tenant's user name in tenants.xml, with a password, with proofs, or with a password and identities. {@code
 * toString} hides them.
 *
 * @param password in plain text; converted to a verifier before it is stored
 * @param proofs stored forms of a password, and identities
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
