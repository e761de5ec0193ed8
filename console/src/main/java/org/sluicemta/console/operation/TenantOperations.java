package org.sluicemta.console.operation;

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

/** What can be done to tenants. Words that cannot be read throw IllegalArgumentException naming them. */
public final class TenantOperations {
    private final TenantRegistry registry;
    private final KnownNames names;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public TenantOperations(TenantRegistry registry, KnownNames names) {
        this.registry = registry;
        this.names = names;
    }

    /** By name. */
    public List<Tenant> all() {
        return registry.all().stream()
                .sorted(Comparator.comparing(tenant -> tenant.id().value()))
                .toList();
    }

    /**
     * Adds a tenant to the database, with its credential or none.
     *
     * @param networks its client networks, CIDR
     * @param streams streams it may use; none means all that are open
     * @param userName a credential's name, with its password, or null for none
     */
    public void add(
            Caller.Operator caller,
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
        Audit.wrote(caller, "tenant add", tenant, userName == null ? "added" : "added with the user " + userName);
    }

    /** Changes a tenant of the database. What is null stays as it is. */
    public void set(
            Caller.Operator caller,
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
        Audit.wrote(caller, "tenant set", tenant, "changed");
    }

    private Set<StreamId> known(List<String> streams) {
        return streams.stream().map(this::known).collect(Collectors.toUnmodifiableSet());
    }

    private StreamId known(String stream) {
        StreamId id = new StreamId(stream);
        names.require(id);
        return id;
    }

    /** Lets nobody log in with a credential of the database, or lets them again. */
    public void disableCredential(Caller.Operator caller, String userName, boolean disabled) {
        registry.disableCredential(userName, disabled);
        Audit.wrote(caller, "tenant credential", userName, disabled ? "disabled" : "enabled");
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

    /**
     * Sets what a credential of the database proves itself with; everything it had before is replaced.
     *
     * @param tenant whose it is; null for one that is there already
     * @param proofs as {@link StoredProof#parse} reads them
     */
    public void setCredential(Caller.Operator caller, @Nullable String tenant, String userName, List<String> proofs) {
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
        Audit.wrote(caller, "tenant password", userName, before.isPresent() ? "replaced" : "added to " + owner);
    }
}
