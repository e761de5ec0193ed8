package org.sluicemta.console.jmx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code org.sluicemta:type=Tenants}. Words that cannot be read throw IllegalArgumentException naming them. */
public interface TenantsMXBean {
    List<TenantRow> getTenants();

    /**
     * Adds a tenant to the database.
     *
     * @param domains its sender domains
     * @param networks its client networks, CIDR
     * @param userName a credential's name, with its password, or null for none
     */
    void add(
            String tenant,
            List<String> domains,
            List<String> networks,
            String defaultStream,
            @Nullable String userName,
            @Nullable String password);
}
