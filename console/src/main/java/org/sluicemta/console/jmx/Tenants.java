package org.sluicemta.console.jmx;

import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.keys.password.PasswordKeys;
import org.sluicemta.network.IpRange;
import org.sluicemta.store.tenant.TenantRegistry;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.ScramVerifier;
import org.sluicemta.tenant.StoredProof;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantAccount;
import org.sluicemta.tenant.TenantId;

/** The tenants as a bean. */
public final class Tenants implements TenantsMXBean {
    private final TenantRegistry registry;
    private final KnownNames names;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public Tenants(TenantRegistry registry, KnownNames names) {
        this.registry = registry;
        this.names = names;
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
            List<String> streams,
            @Nullable String userName,
            @Nullable String password) {
        TenantId id = new TenantId(tenant);
        Tenant added = new Tenant(
                id,
                new HashSet<>(domains),
                networks.stream().map(IpRange::parse).toList(),
                Set.of(),
                known(defaultStream),
                known(streams));
        registry.add(new TenantAccount(added, credentials(id, userName, password)));
    }

    @Override
    public void set(
            String tenant,
            @Nullable List<String> domains,
            @Nullable List<String> networks,
            @Nullable String defaultStream,
            @Nullable List<String> streams) {
        TenantId id = new TenantId(tenant);
        Tenant before = registry.find(id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no tenant " + tenant + "; list them with: sluice tenant list"));
        registry.replace(new Tenant(
                id,
                domains == null ? before.domains() : new HashSet<>(domains),
                networks == null
                        ? before.networks()
                        : networks.stream().map(IpRange::parse).toList(),
                before.listeners(),
                defaultStream == null ? before.defaultStream() : known(defaultStream),
                streams == null ? before.streams() : known(streams),
                before.limits(),
                before.refusesSuppressed()));
    }

    private Set<StreamId> known(List<String> streams) {
        return streams.stream().map(this::known).collect(Collectors.toUnmodifiableSet());
    }

    private StreamId known(String stream) {
        StreamId id = new StreamId(stream);
        names.require(id);
        return id;
    }

    @Override
    public void disableCredential(String userName, boolean disabled) {
        registry.disableCredential(userName, disabled);
    }

    private List<Credential> credentials(TenantId tenant, @Nullable String userName, @Nullable String password) {
        if (userName == null) {
            return List.of();
        }
        if (password == null) {
            throw new IllegalArgumentException("a credential needs a password, got user \"" + userName + "\" alone");
        }
        return List.of(new Credential(
                userName,
                tenant,
                PasswordKeys.scram(Credential.checkPassword(password), ScramVerifier.DEFAULT_ITERATIONS, random)));
    }

    @Override
    public void setCredential(@Nullable String tenant, String userName, List<String> proofs) {
        Optional<Credential> before = registry.storedCredential(userName).or(() -> registry.findCredential(userName));
        if (tenant == null && before.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no user name \"" + userName + "\". To add it, say whose it is: --tenant NAME");
        }
        TenantId owner = tenant == null ? before.orElseThrow().tenant() : new TenantId(tenant);
        Credential credential = new Credential(
                userName,
                owner,
                proofs.stream().map(StoredProof::parse).toList(),
                before.map(Credential::disabled).orElse(false));
        if (before.isPresent()) {
            registry.replaceCredential(credential);
        } else {
            registry.addCredential(credential);
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
