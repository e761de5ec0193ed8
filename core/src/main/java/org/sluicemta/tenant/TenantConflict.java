package org.sluicemta.tenant;

import java.util.List;

/**
 * Why two tenants can't coexist.
 *
 * @param tenants whom it is about, the one to change first
 * @param what what is wrong and what to do
 */
public record TenantConflict(List<TenantId> tenants, String what) {
    public TenantConflict {
        tenants = List.copyOf(tenants);
    }

    @Override
    public String toString() {
        return what;
    }
}
