package org.sluicemta.console.jmx;

import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.network.IpRange;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.ScramVerifier;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantId;
import org.sluicemta.tenant.TenantRegistry;

/** The tenants as a bean. */
public final class Tenants implements TenantsMXBean {
    private final TenantRegistry registry;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public Tenants(TenantRegistry registry) {
        this.registry = registry;
    }

    @Override
    public List<TenantRow> getTenants() {
        return registry.all().stream()
                .map(Tenants::row)
                .sorted(Comparator.comparing(TenantRow::tenant))
                .toList();
    }

    @Override
    public void add(
            String tenant,
            List<String> domains,
            List<String> networks,
            String defaultStream,
            @Nullable String userName,
            @Nullable String password) {
        TenantId id = new TenantId(tenant);
        registry.add(new Tenant(
                id,
                new HashSet<>(domains),
                networks.stream().map(IpRange::parse).toList(),
                Set.of(),
                new StreamId(defaultStream),
                Set.of()));
        if (userName != null) {
            if (password == null) {
                throw new IllegalArgumentException(
                        "a credential needs a password, got user \"" + userName + "\" alone");
            }
            registry.addCredential(new Credential(
                    userName, id, ScramVerifier.create(password, ScramVerifier.DEFAULT_ITERATIONS, random)));
        }
    }

    private static TenantRow row(Tenant tenant) {
        return new TenantRow(
                tenant.id().value(),
                tenant.domains().stream().sorted().toList(),
                tenant.networks().stream().map(IpRange::toString).toList(),
                tenant.defaultStream().value(),
                tenant.streams().stream().map(StreamId::value).sorted().toList());
    }
}
