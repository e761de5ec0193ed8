package org.sluicemta.egress;

import java.util.Map;
import org.sluicemta.tenant.TenantId;

/**
 * How much one tenant may send, whichever pools its mail leaves from.
 *
 * @param each of every tenant without limits of its own
 * @param own of single tenants, in place of those
 */
public record TenantLimits(SharedLimit each, Map<TenantId, SharedLimit> own) {
    public static final TenantLimits NONE = new TenantLimits(SharedLimit.NONE, Map.of());

    public TenantLimits {
        own = Map.copyOf(own);
    }

    public SharedLimit of(TenantId tenant) {
        return own.getOrDefault(tenant, each);
    }
}
