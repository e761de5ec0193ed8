package org.sluicemta.conf.file;

import org.jspecify.annotations.Nullable;

/**
 * A user name of a tenant, as tenants.xml gives it: with exactly one of the two. Prints without them.
 *
 * @param password in clear, to be turned into a verifier before it is kept
 * @param verifier in the form of {@link org.sluicemta.tenant.ScramVerifier}
 */
public record ConfiguredCredential(
        String userName,
        @Nullable String password,
        @Nullable String verifier) {
    @Override
    public String toString() {
        return "ConfiguredCredential[userName=" + userName + ", [REDACTED]]";
    }
}
