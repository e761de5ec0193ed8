package org.sluicemta.console.operation;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.keys.password.PasswordKeys;
import org.sluicemta.limit.Limits;
import org.sluicemta.mail.DomainName;
import org.sluicemta.network.IpRange;
import org.sluicemta.store.tenant.TenantRegistry;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.ScramVerifier;
import org.sluicemta.tenant.StoredProof;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantAccount;
import org.sluicemta.tenant.TenantId;

/** What can be done with tenants. Invalid values throw IllegalArgumentException naming them. */
public final class TenantOperations {
    private final TenantRegistry registry;
    private final KnownNames names;
    private final Audit audit;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public TenantOperations(TenantRegistry registry, KnownNames names, Audit audit) {
        this.audit = audit;
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
     * Adds a tenant to the database, with or without a credential.
     *
     * @param networks its client networks, CIDR
     * @param streams streams it may use; none means all that are open
     * @param weight its share of a busy site, relative to the weights of other tenants
     * @param userName a credential's name, with its password, or null for none
     */
    public void add(
            Caller.Operator caller,
            String tenant,
            List<String> domains,
            List<String> networks,
            String defaultStream,
            List<String> streams,
            int weight,
            @Nullable String userName,
            @Nullable String password) {
        audit.record(caller, "tenant add", tenant, () -> {
            TenantId id = new TenantId(tenant);
            Tenant added = new Tenant(
                    id,
                    wellFormed(domains),
                    networks.stream().map(IpRange::parse).toList(),
                    Set.of(),
                    known(defaultStream),
                    known(streams),
                    Limits.NONE,
                    false,
                    weight);
            registry.add(new TenantAccount(added, credentials(id, userName, password)));
            return new Audit.Done<>(
                    true, "none", described(added), userName == null ? "added" : "added with the user " + userName);
        });
    }

    static String described(Tenant tenant) {
        return "domains " + sorted(tenant.domains()) + ", networks " + sorted(tenant.networks()) + ", default stream "
                + tenant.defaultStream() + ", streams " + sorted(tenant.streams()) + ", weight " + tenant.weight();
    }

    private static String sorted(Collection<?> values) {
        return values.stream().map(Object::toString).sorted().toList().toString();
    }

    private static Set<String> wellFormed(List<String> domains) {
        for (String domain : domains) {
            if (DomainName.ascii(domain).filter(DomainName::isWellFormed).isEmpty()) {
                throw new IllegalArgumentException(
                        "domain must be a domain name such as mail.example.org, got \"" + domain + "\"");
            }
        }
        return new HashSet<>(domains);
    }

    /** Changes a tenant of the database. Null values stay unchanged. */
    public void set(
            Caller.Operator caller,
            String tenant,
            @Nullable List<String> domains,
            @Nullable List<String> networks,
            @Nullable String defaultStream,
            @Nullable List<String> streams,
            @Nullable Integer weight) {
        audit.record(caller, "tenant set", tenant, () -> {
            Tenant before = stored(tenant);
            Tenant after = new Tenant(
                    before.id(),
                    domains == null ? before.domains() : wellFormed(domains),
                    networks == null
                            ? before.networks()
                            : networks.stream().map(IpRange::parse).toList(),
                    before.listeners(),
                    defaultStream == null ? before.defaultStream() : known(defaultStream),
                    streams == null ? before.streams() : known(streams),
                    before.limits(),
                    before.refusesSuppressed(),
                    weight == null ? before.weight() : weight);
            registry.replace(after);
            return new Audit.Done<>(true, described(before), described(after), "changed");
        });
    }

    private Tenant stored(String tenant) {
        return registry.find(new TenantId(tenant))
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no tenant " + tenant + "; list them with: sluice tenant list"));
    }

    private Set<StreamId> known(List<String> streams) {
        return streams.stream().map(this::known).collect(Collectors.toUnmodifiableSet());
    }

    private StreamId known(String stream) {
        StreamId id = new StreamId(stream);
        names.require(id);
        return id;
    }

    /** Disables a credential of the database, or enables it again. */
    public void disableCredential(Caller.Operator caller, String userName, boolean disabled) {
        audit.record(caller, "tenant credential", userName, () -> {
            boolean before = registry.storedCredential(userName)
                    .map(Credential::disabled)
                    .orElse(false);
            registry.disableCredential(userName, disabled);
            return new Audit.Done<>(true, shown(before), shown(disabled), shown(disabled));
        });
    }

    private static String shown(boolean disabled) {
        return disabled ? "disabled" : "enabled";
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
     * Sets the password and identities of a credential of the database, replacing everything it had before.
     *
     * @param tenant that owns it; null for an existing one
     * @param proofs in the format of {@link StoredProof#parse}
     */
    public void setCredential(Caller.Operator caller, @Nullable String tenant, String userName, List<String> proofs) {
        audit.record(caller, "tenant password", userName, () -> {
            Optional<Credential> before =
                    registry.storedCredential(userName).or(() -> registry.findCredential(userName));
            Credential credential = credential(before, tenant, userName, proofs);
            if (before.isPresent()) {
                registry.replaceCredential(credential);
            } else {
                registry.addCredential(credential);
            }
            return Audit.Done.of(true, before.isPresent() ? "replaced" : "added to " + credential.tenant());
        });
    }

    private static Credential credential(
            Optional<Credential> before, @Nullable String tenant, String userName, List<String> proofs) {
        if (tenant == null && before.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no user name \"" + userName + "\". To add it, say whose it is: --tenant NAME");
        }
        return new Credential(
                userName,
                tenant == null ? before.orElseThrow().tenant() : new TenantId(tenant),
                proofs.stream().map(StoredProof::parse).toList(),
                before.map(Credential::disabled).orElse(false));
    }
}
