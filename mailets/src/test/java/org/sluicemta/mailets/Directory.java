package org.sluicemta.mailets;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sluicemta.network.IpRange;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.CredentialIdentity;
import org.sluicemta.tenant.ScramVerifier;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantId;

/** Two tenants and a house. */
final class Directory implements TenantDirectory {
    static final StreamId TRANSACTIONAL = new StreamId("transactional");
    static final StreamId MARKETING = new StreamId("marketing");
    static final Tenant ACME =
            tenant("acme", Set.of("acme.example"), "198.51.100.0/24", "smtp-acme", Set.of(TRANSACTIONAL, MARKETING));
    static final Tenant UMBRELLA = tenant(
            "umbrella",
            Set.of("umbrella.example", "b\u00fccher.example"),
            "203.0.113.0/24",
            "smtp-umbrella",
            Set.of(TRANSACTIONAL));
    static final Tenant HOUSE = tenant("house", Set.of(), "127.0.0.0/8", "none", Set.of());

    private static Tenant tenant(
            String name, Set<String> domains, String network, String listener, Set<StreamId> streams) {
        return new Tenant(
                new TenantId(name), domains, List.of(IpRange.parse(network)), Set.of(listener), TRANSACTIONAL, streams);
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return all().stream().filter(tenant -> tenant.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Tenant> findByDomain(String domain) {
        return all().stream()
                .filter(tenant -> tenant.domains().contains(domain))
                .findFirst();
    }

    @Override
    public Optional<Tenant> findByNetwork(InetAddress client) {
        return all().stream()
                .filter(tenant -> tenant.networks().stream().anyMatch(range -> range.contains(client)))
                .findFirst();
    }

    @Override
    public Optional<Tenant> findByListener(String listener) {
        return all().stream()
                .filter(tenant -> tenant.listeners().contains(listener))
                .findFirst();
    }

    @Override
    public Optional<Tenant> findByHash(int tenantHash) {
        return all().stream().filter(tenant -> tenant.id().hash() == tenantHash).findFirst();
    }

    @Override
    public Optional<Credential> findCredential(String userName) {
        return find(new TenantId(userName))
                .map(tenant -> new Credential(
                        userName, tenant.id(), new ScramVerifier(4096, new byte[16], new byte[32], new byte[32])));
    }

    @Override
    public Optional<Credential> findCredential(CredentialIdentity identity) {
        return Optional.empty();
    }

    @Override
    public Collection<Tenant> all() {
        return List.of(ACME, UMBRELLA, HOUSE);
    }
}
