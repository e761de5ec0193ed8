package org.sluicemta.console.operation;

import java.util.List;

/**
 * What belongs to a tenant.
 *
 * @param domains its sender domains
 * @param credentials user names of the database, which are removed with it
 * @param tokens of the HTTP API, which are revoked with it
 * @param suppressions its entries, which stay: a new tenant of that name has them again
 * @param pauses selectors of its pauses, which end with it
 * @param mail its messages in queues
 * @param keys its domains that have DKIM keys, which stay
 */
public record TenantHoldings(
        List<String> domains,
        List<String> credentials,
        List<String> tokens,
        long suppressions,
        List<String> pauses,
        long mail,
        List<String> keys) {}
