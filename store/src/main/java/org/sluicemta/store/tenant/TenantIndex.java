package org.sluicemta.store.tenant;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sluicemta.keys.password.UserName;
import org.sluicemta.mail.DomainName;
import org.sluicemta.network.IpRange;
import org.sluicemta.network.NetworkIndex;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.CredentialIdentity;
import org.sluicemta.tenant.ScramHash;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantConflict;
import org.sluicemta.tenant.TenantConflictException;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantId;

/** All tenants at one moment, indexed by everything that identifies a sender. Immutable. */
final class TenantIndex implements TenantDirectory {
    private final Map<TenantId, Tenant> byId = new LinkedHashMap<>();
    private final Map<String, Tenant> byDomain = new HashMap<>();
    private final Map<String, Tenant> byListener = new HashMap<>();
    private final Map<Integer, Tenant> byHash = new HashMap<>();
    private final Map<String, Credential> credentials = new HashMap<>();
    private final Map<CredentialIdentity, Credential> byIdentity = new HashMap<>();
    private final Map<ScramHash, Map<Integer, Integer>> iterations = new EnumMap<>(ScramHash.class);
    private final NetworkIndex<Tenant> byNetwork;

    /** Throws TenantConflictException with everything that two tenants claim. */
    TenantIndex(Collection<Tenant> tenants, Collection<Credential> credentials) {
        List<TenantConflict> problems = new ArrayList<>();
        Map<IpRange, Tenant> networks = new HashMap<>();
        for (Tenant tenant : tenants) {
            if (tenant.id().isRelayed()) {
                problems.add(conflict(
                        "tenant " + tenant.id()
                                + ": is the name of mail that strangers send to relay domains; choose another name",
                        tenant.id()));
                continue;
            }
            if (byId.putIfAbsent(tenant.id(), tenant) != null) {
                problems.add(conflict(
                        "tenant " + tenant.id()
                                + ": is there twice, in tenants.xml and in the database; remove it from one of them",
                        tenant.id()));
                continue;
            }
            claim(byHash, tenant.id().hash(), tenant, "name " + tenant.id() + " (its hash in return paths)", problems);
            tenant.domains().forEach(domain -> claim(byDomain, domain, tenant, "domain " + domain, problems));
            tenant.listeners()
                    .forEach(listener -> claim(byListener, listener, tenant, "listener " + listener, problems));
            tenant.networks().forEach(range -> claim(networks, range, tenant, "network " + range, problems));
        }
        credentials.forEach(credential -> claim(credential, problems));
        for (ScramHash hash : ScramHash.values()) {
            Map<Integer, Integer> counts = new HashMap<>();
            credentials.stream()
                    .flatMap(credential -> credential.scram(hash).stream())
                    .forEach(scram -> counts.merge(scram.iterations(), 1, Integer::sum));
            iterations.put(hash, Map.copyOf(counts));
        }
        if (!problems.isEmpty()) {
            throw new TenantConflictException(problems);
        }
        byNetwork = new NetworkIndex<>(networks);
    }

    private static TenantConflict conflict(String what, TenantId... tenants) {
        return new TenantConflict(List.of(tenants), what);
    }

    private static <K> void claim(
            Map<K, Tenant> owners, K key, Tenant tenant, String what, List<TenantConflict> problems) {
        Tenant owner = owners.putIfAbsent(key, tenant);
        if (owner != null && owner != tenant) {
            problems.add(conflict(
                    "tenant " + tenant.id() + ": " + what + " belongs to tenant " + owner.id()
                            + " already; give it to one of them only",
                    tenant.id(),
                    owner.id()));
        }
    }

    private void claim(Credential credential, List<TenantConflict> problems) {
        Credential other = credentials.putIfAbsent(UserName.comparable(credential.userName()), credential);
        if (other != null) {
            problems.add(conflict(
                    "tenant " + credential.tenant() + ": user name " + credential.userName() + " belongs to tenant "
                            + other.tenant() + " already; choose another user name",
                    credential.tenant(),
                    other.tenant()));
        }
        for (CredentialIdentity identity : credential.identities()) {
            Credential first = byIdentity.putIfAbsent(identity, credential);
            if (first != null && !first.userName().equals(credential.userName())) {
                problems.add(conflict(
                        "user name " + credential.userName() + ": " + identity.format() + " stands for user name "
                                + first.userName() + " already; give it to one of them only",
                        credential.tenant(),
                        first.tenant()));
            }
        }
        if (!byId.containsKey(credential.tenant())) {
            problems.add(conflict(
                    "user name " + credential.userName() + ": there is no tenant " + credential.tenant()
                            + "; add the tenant first, or remove the credential",
                    credential.tenant()));
        }
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public Optional<Tenant> findByDomain(String senderDomain) {
        return Optional.ofNullable(byDomain.get(DomainName.comparable(senderDomain)));
    }

    @Override
    public Optional<Tenant> findByNetwork(InetAddress client) {
        return byNetwork.narrowest(client);
    }

    @Override
    public Optional<Tenant> findByListener(String listener) {
        return Optional.ofNullable(byListener.get(listener));
    }

    @Override
    public Optional<Tenant> findByHash(int tenantHash) {
        return Optional.ofNullable(byHash.get(tenantHash));
    }

    @Override
    public Optional<Credential> findCredential(String userName) {
        return Optional.ofNullable(credentials.get(UserName.comparable(userName)))
                .filter(found -> !found.disabled());
    }

    @Override
    public Optional<Credential> findCredential(CredentialIdentity identity) {
        return Optional.ofNullable(byIdentity.get(identity)).filter(found -> !found.disabled());
    }

    @Override
    public Map<Integer, Integer> iterations(ScramHash hash) {
        return iterations.getOrDefault(hash, Map.of());
    }

    @Override
    public Collection<Tenant> all() {
        return Collections.unmodifiableCollection(byId.values());
    }
}
