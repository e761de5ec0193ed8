package org.sluicemta.console.jmx;

import java.util.List;
import org.sluicemta.console.operation.TenantHoldings;

/** What belongs to a tenant; see {@link TenantHoldings}. */
public record TenantHoldingsRow(
        List<String> domains,
        List<String> credentials,
        List<String> tokens,
        long suppressions,
        List<String> pauses,
        long mail,
        List<String> keys) {
    static TenantHoldingsRow of(TenantHoldings holdings) {
        return new TenantHoldingsRow(
                holdings.domains(),
                holdings.credentials(),
                holdings.tokens(),
                holdings.suppressions(),
                holdings.pauses(),
                holdings.mail(),
                holdings.keys());
    }
}
