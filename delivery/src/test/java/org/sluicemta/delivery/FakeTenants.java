package org.sluicemta.delivery;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sluicemta.limit.Limits;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.CredentialIdentity;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantId;

/** Two tenants, the second with three times the weight, and the platform. */
final class FakeTenants implements TenantDirectory {
    private final List<Tenant> tenants = List.of(tenant("acme", 1), tenant("beta", 3), tenant("platform", 1));

    private static Tenant tenant(String name, int weight) {
        return new Tenant(
                new TenantId(name),
                Set.of(name + ".example"),
                List.of(),
                Set.of(),
                Plans.TRANSACTIONAL,
                Set.of(),
                Limits.NONE,
                false,
                weight);
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return tenants.stream().filter(tenant -> tenant.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Tenant> findByDomain(String senderDomain) {
        return Optional.empty();
    }

    @Override
    public Optional<Tenant> findByNetwork(InetAddress client) {
        return Optional.empty();
    }

    @Override
    public Optional<Tenant> findByListener(String listener) {
        return Optional.empty();
    }

    @Override
    public Optional<Tenant> findByHash(int tenantHash) {
        return tenants.stream()
                .filter(tenant -> tenant.id().hash() == tenantHash)
                .findFirst();
    }

    @Override
    public Optional<Credential> findCredential(String userName) {
        return Optional.empty();
    }

    @Override
    public Optional<Credential> findCredential(CredentialIdentity identity) {
        return Optional.empty();
    }

    @Override
    public Collection<Tenant> all() {
        return tenants;
    }
}
