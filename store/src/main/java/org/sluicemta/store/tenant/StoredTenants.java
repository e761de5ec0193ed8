package org.sluicemta.store.tenant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantConflict;
import org.sluicemta.tenant.TenantConflictException;
import org.sluicemta.tenant.TenantId;

/**
 * The tenants and credentials of the database as of one version. A change works on a {@link #copy}.
 *
 * @param credentials by user name, including disabled ones
 */
record StoredTenants(long version, Map<TenantId, Tenant> tenants, Map<String, Credential> credentials) {
    static final StoredTenants NONE = new StoredTenants(0, Map.of(), Map.of());

    static StoredTenants read(Handle handle) {
        StoredTenants read = NONE.copy(TenantTable.version(handle));
        TenantTable.tenants(handle).forEach(tenant -> read.tenants.put(tenant.id(), tenant));
        TenantTable.credentials(handle).forEach(credential -> read.credentials.put(credential.userName(), credential));
        return read;
    }

    StoredTenants copy(long nextVersion) {
        return new StoredTenants(nextVersion, new LinkedHashMap<>(tenants), new LinkedHashMap<>(credentials));
    }

    List<Credential> credentialsOf(TenantId tenant) {
        return credentials.values().stream()
                .filter(credential -> credential.tenant().equals(tenant))
                .toList();
    }

    void addNew(Tenant tenant) {
        if (tenants.put(tenant.id(), tenant) != null) {
            throw conflict("tenant " + tenant.id() + " exists already; change it, or choose another name");
        }
    }

    void addNew(Credential credential) {
        if (credentials.put(credential.userName(), credential) != null) {
            throw conflict("user name " + credential.userName() + " exists already; choose another one");
        }
    }

    void remove(TenantId tenant) {
        tenants.remove(tenant);
        credentials.values().removeIf(credential -> credential.tenant().equals(tenant));
    }

    static TenantConflictException conflict(String problem) {
        return new TenantConflictException(List.of(new TenantConflict(List.of(), problem)));
    }
}
