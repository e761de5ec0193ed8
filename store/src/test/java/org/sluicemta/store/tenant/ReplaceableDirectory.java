package org.sluicemta.store.tenant;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Optional;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.CredentialIdentity;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantId;

/** A directory whose content a test can replace. */
final class ReplaceableDirectory implements TenantDirectory {
    private volatile TenantDirectory current;

    ReplaceableDirectory(TenantDirectory first) {
        this.current = first;
    }

    void replace(TenantDirectory next) {
        current = next;
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return current.find(id);
    }

    @Override
    public Optional<Tenant> findByDomain(String senderDomain) {
        return current.findByDomain(senderDomain);
    }

    @Override
    public Optional<Tenant> findByNetwork(InetAddress client) {
        return current.findByNetwork(client);
    }

    @Override
    public Optional<Tenant> findByListener(String listener) {
        return current.findByListener(listener);
    }

    @Override
    public Optional<Tenant> findByHash(int tenantHash) {
        return current.findByHash(tenantHash);
    }

    @Override
    public Optional<Credential> findCredential(String userName) {
        return current.findCredential(userName);
    }

    @Override
    public Optional<Credential> findCredential(CredentialIdentity identity) {
        return current.findCredential(identity);
    }

    @Override
    public Collection<Tenant> all() {
        return current.all();
    }
}
