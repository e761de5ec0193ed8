package org.sluicemta.tenant;

import java.util.List;

/** A tenant with its credentials. */
public record TenantAccount(Tenant tenant, List<Credential> credentials) {
    public TenantAccount {
        credentials = List.copyOf(credentials);
        for (Credential credential : credentials) {
            if (!credential.tenant().equals(tenant.id())) {
                throw new IllegalArgumentException("tenant " + tenant.id() + ": credential " + credential.userName()
                        + " is of tenant " + credential.tenant());
            }
        }
    }
}
