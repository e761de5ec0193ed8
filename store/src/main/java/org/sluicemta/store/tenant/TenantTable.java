package org.sluicemta.store.tenant;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.sluicemta.limit.LimitKind;
import org.sluicemta.limit.Limits;
import org.sluicemta.network.IpRange;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.StoredProof;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantId;

/** The statements on the tenant tables. All run in the transaction of the given handle. */
final class TenantTable {
    private TenantTable() {}

    static long version(Handle handle) {
        return handle.createQuery("SELECT version FROM tenant_version")
                .mapTo(Long.class)
                .one();
    }

    /**
     * Increments the version. The row's lock is held until the end of the transaction, so there is one writer at a time
     * over all nodes.
     */
    static long nextVersion(Handle handle) {
        handle.execute("UPDATE tenant_version SET version = version + 1");
        return version(handle);
    }

    static void insert(Handle handle, Tenant tenant) {
        String name = tenant.id().value();
        handle.execute(
                "INSERT INTO tenant (name, default_stream, refuses_suppressed, weight) VALUES (?, ?, ?, ?)",
                name,
                tenant.defaultStream().value(),
                tenant.refusesSuppressed() ? 1 : 0,
                tenant.weight());
        tenant.limits()
                .most()
                .forEach((kind, most) -> handle.execute(
                        "INSERT INTO tenant_limit (tenant, kind, most) VALUES (?, ?, ?)", name, kind.name(), most));
        for (String domain : tenant.domains()) {
            handle.execute("INSERT INTO tenant_domain (domain, tenant) VALUES (?, ?)", domain, name);
        }
        for (IpRange network : tenant.networks()) {
            handle.execute("INSERT INTO tenant_network (network, tenant) VALUES (?, ?)", network.toString(), name);
        }
        for (String listener : tenant.listeners()) {
            handle.execute("INSERT INTO tenant_listener (listener, tenant) VALUES (?, ?)", listener, name);
        }
        for (StreamId stream : tenant.streams()) {
            handle.execute("INSERT INTO tenant_stream (stream, tenant) VALUES (?, ?)", stream.value(), name);
        }
    }

    static void delete(Handle handle, TenantId tenant) {
        handle.execute("DELETE FROM tenant WHERE name = ?", tenant.value());
    }

    static void insert(Handle handle, Credential credential) {
        handle.execute(
                "INSERT INTO credential (user_name, tenant, disabled) VALUES (?, ?, ?)",
                credential.userName(),
                credential.tenant().value(),
                credential.disabled() ? 1 : 0);
        for (StoredProof proof : credential.proofs()) {
            handle.execute(
                    "INSERT INTO credential_proof (user_name, proof) VALUES (?, ?)",
                    credential.userName(),
                    proof.format());
        }
    }

    static void disableCredential(Handle handle, String userName, boolean disabled) {
        handle.execute("UPDATE credential SET disabled = ? WHERE user_name = ?", disabled ? 1 : 0, userName);
    }

    static void deleteCredential(Handle handle, String userName) {
        handle.execute("DELETE FROM credential WHERE user_name = ?", userName);
    }

    static void deleteCredentials(Handle handle, TenantId tenant) {
        handle.execute("DELETE FROM credential WHERE tenant = ?", tenant.value());
    }

    static List<Credential> credentials(Handle handle) {
        Map<String, Set<String>> proofs = sets(handle, "SELECT user_name, proof FROM credential_proof");
        return handle.createQuery("SELECT user_name, tenant, disabled FROM credential ORDER BY user_name")
                .map((row, context) -> new Credential(
                        row.getString(1),
                        new TenantId(row.getString(2)),
                        proofs.getOrDefault(row.getString(1), Set.of()).stream()
                                .sorted()
                                .map(StoredProof::parse)
                                .toList(),
                        row.getInt(3) != 0))
                .list();
    }

    static List<Tenant> tenants(Handle handle) {
        Map<String, Set<String>> domains = sets(handle, "SELECT tenant, domain FROM tenant_domain");
        Map<String, Set<String>> networks = sets(handle, "SELECT tenant, network FROM tenant_network");
        Map<String, Set<String>> listeners = sets(handle, "SELECT tenant, listener FROM tenant_listener");
        Map<String, Set<String>> streams = sets(handle, "SELECT tenant, stream FROM tenant_stream");
        Map<String, Limits> limits = limits(handle);
        List<Tenant> tenants = new ArrayList<>();
        handle.createQuery("SELECT name, default_stream, refuses_suppressed, weight FROM tenant ORDER BY name")
                .map((row, context) -> new Row(row.getString(1), row.getString(2), row.getInt(3) != 0, row.getInt(4)))
                .forEach(row -> tenants.add(new Tenant(
                        new TenantId(row.name()),
                        domains.getOrDefault(row.name(), Set.of()),
                        networks.getOrDefault(row.name(), Set.of()).stream()
                                .sorted()
                                .map(IpRange::parse)
                                .toList(),
                        listeners.getOrDefault(row.name(), Set.of()),
                        new StreamId(row.defaultStream()),
                        streamIds(streams.getOrDefault(row.name(), Set.of())),
                        limits.getOrDefault(row.name(), Limits.NONE),
                        row.refusesSuppressed(),
                        row.weight())));
        return tenants;
    }

    private record Row(String name, String defaultStream, boolean refusesSuppressed, int weight) {}

    private static Map<String, Limits> limits(Handle handle) {
        Map<String, Map<LimitKind, Integer>> most = new HashMap<>();
        handle.createQuery("SELECT tenant, kind, most FROM tenant_limit")
                .map((row, context) ->
                        Map.entry(row.getString(1), Map.entry(LimitKind.valueOf(row.getString(2)), row.getInt(3))))
                .forEach(row -> most.computeIfAbsent(row.getKey(), name -> new EnumMap<>(LimitKind.class))
                        .put(row.getValue().getKey(), row.getValue().getValue()));
        Map<String, Limits> limits = new HashMap<>();
        most.forEach((name, kinds) -> limits.put(name, new Limits(kinds)));
        return limits;
    }

    private static Set<StreamId> streamIds(Set<String> names) {
        Set<StreamId> ids = new HashSet<>();
        names.forEach(name -> ids.add(new StreamId(name)));
        return ids;
    }

    private static Map<String, Set<String>> sets(Handle handle, String sql) {
        Map<String, Set<String>> sets = new HashMap<>();
        handle.createQuery(sql)
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(row -> sets.computeIfAbsent(row.getKey(), key -> new HashSet<>())
                        .add(row.getValue()));
        return sets;
    }
}
