package org.sluicemta.console.operation;

import java.util.List;

/**
 * What hangs on a tenant.
 *
 * @param domains its sender domains
 * @param credentials user names of the database, which go with it
 * @param tokens of the HTTP API, which are revoked with it
 * @param suppressions entries of its own, which stay: a tenant of that name finds them again
 * @param pauses selectors of what is paused of it, which is resumed with it
 * @param mail its messages in queues
 * @param keys domains of its own that have DKIM keys, which stay
 */
public record TenantHoldings(
        List<String> domains,
        List<String> credentials,
        List<String> tokens,
        long suppressions,
        List<String> pauses,
        long mail,
        List<String> keys) {}
