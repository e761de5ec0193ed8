package org.sluicemta.console.jmx;

import org.jspecify.annotations.Nullable;

/** {@code org.sluicemta:type=TenantRemoval}. A tenant that can't be removed throws an exception that says why. */
public interface TenantRemovalMXBean {
    /** What hangs on a tenant of the database. */
    TenantHoldingsRow holdings(String tenant);

    /**
     * Removes a tenant of the database, its credentials and its tokens. Suppression entries and keys stay.
     *
     * @param mail what becomes of its mail in queues: deliver or purge; null refuses when there is any
     * @param by who asks, for the audit
     * @return what hung on it
     */
    TenantHoldingsRow remove(String tenant, @Nullable String mail, String by);
}
