package org.sluicemta.conf.file;

import java.util.List;
import org.sluicemta.tenant.Tenant;

/** A tenant of tenants.xml with the user names of its services. */
public record ConfiguredTenant(Tenant tenant, List<ConfiguredCredential> credentials) {
    public ConfiguredTenant {
        credentials = List.copyOf(credentials);
    }
}
