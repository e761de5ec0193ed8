package org.sluicemta.console.jmx;

import org.jspecify.annotations.Nullable;
import org.sluicemta.store.access.ApiToken;
import org.sluicemta.tenant.TenantId;

/**
 * A token of the HTTP API, as shown to operators.
 *
 * @param tenant null for an operator's
 * @param created ISO 8601, UTC
 */
public record ApiTokenRow(String id, String name, @Nullable String tenant, String created, String createdBy) {
    static ApiTokenRow of(ApiToken token) {
        TenantId tenant = token.tenant();
        return new ApiTokenRow(
                token.id(),
                token.name(),
                tenant == null ? null : tenant.value(),
                token.created().toString(),
                token.createdBy());
    }
}
