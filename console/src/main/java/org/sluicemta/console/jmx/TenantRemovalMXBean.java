package org.sluicemta.console.jmx;

import org.jspecify.annotations.Nullable;

/** {@code org.sluicemta:type=TenantRemoval}. A tenant that can't be removed throws an exception that says why. */
public interface TenantRemovalMXBean {
    /** What belongs to a tenant of the database. */
    TenantHoldingsRow holdings(String tenant);

    /**
     * Removes a tenant of the database, its credentials and its tokens. Suppression entries and keys stay.
     *
     * @param mail what to do with its queued mail: deliver or purge; null refuses if there is any
     * @param by who asks, for the audit
     * @return what belonged to it
     */
    TenantHoldingsRow remove(String tenant, @Nullable String mail, String by);
}
