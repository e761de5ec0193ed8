package org.sluicemta.store.tenant;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.sluicemta.store.database.Database;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.CredentialIdentity;
import org.sluicemta.tenant.ScramHash;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantAccount;
import org.sluicemta.tenant.TenantConflict;
import org.sluicemta.tenant.TenantConflictException;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantId;

/**
 * The tenants of the configuration and those of the database, which come and go while the server runs. Questions are
 * answered from an immutable index that every change replaces whole; a change that would give something to two tenants
 * is refused before it is written. Other nodes' changes are seen when {@link #refresh()} runs.
 */
public final class TenantRegistry implements TenantDirectory {
    private final Database database;
    private List<TenantAccount> configured;
    private Map<TenantId, Tenant> stored = Map.of();
    private Map<String, Credential> storedCredentials = Map.of();
    private long version = -1;
    private volatile TenantIndex index;

    /**
     * @param configured tenants of tenants.xml
     * @throws TenantConflictException when two of all the tenants claim the same
     */
    public TenantRegistry(Database database, List<TenantAccount> configured) {
        this.database = database;
        this.configured = List.copyOf(configured);
        Stored now = database.inTransaction(TenantRegistry::read);
        this.index = index(this.configured, now);
        keep(now);
    }

    /** Adds a tenant to the database. Throws TenantConflictException that says what another one has. */
    public void add(Tenant tenant) {
        add(new TenantAccount(tenant, List.of()));
    }

    /** Adds a tenant with its credentials, all of it or nothing. */
    public void add(TenantAccount account) {
        Tenant tenant = account.tenant();
        change(
                after -> {
                    after.tenants().put(tenant.id(), requireNew(after.tenants(), tenant));
                    account.credentials().forEach(credential -> putNew(after, credential));
                },
                handle -> {
                    TenantTable.insert(handle, tenant);
                    account.credentials().forEach(credential -> TenantTable.insert(handle, credential));
                });
    }

    private static Tenant requireNew(Map<TenantId, Tenant> tenants, Tenant tenant) {
        if (tenants.containsKey(tenant.id())) {
            throw conflict("tenant " + tenant.id() + " exists already; change it, or choose another name");
        }
        return tenant;
    }

    /** Replaces a tenant of the database by one of the same name; its credentials stay. */
    public void replace(Tenant tenant) {
        requireStored(tenant.id());
        change(after -> after.tenants().put(tenant.id(), tenant), handle -> {
            TenantTable.delete(handle, tenant.id());
            TenantTable.insert(handle, tenant);
        });
    }

    /** Removes a tenant of the database and its credentials. Its mail in queues is delivered anyway. */
    public void remove(TenantId tenant) {
        requireStored(tenant);
        change(
                after -> {
                    after.tenants().remove(tenant);
                    after.credentials()
                            .values()
                            .removeIf(credential -> credential.tenant().equals(tenant));
                },
                handle -> {
                    TenantTable.delete(handle, tenant);
                    TenantTable.deleteCredentials(handle, tenant);
                });
    }

    /** The tenant of that name in the database. Throws TenantConflictException when there is none, saying why. */
    public Tenant requireRemovable(TenantId tenant) {
        requireStored(tenant);
        return find(tenant).orElseThrow();
    }

    /** Its credentials in the database, the disabled ones too. */
    public synchronized List<Credential> storedCredentials(TenantId tenant) {
        return storedCredentials.values().stream()
                .filter(credential -> credential.tenant().equals(tenant))
                .toList();
    }

    /** Adds a credential to a tenant of the database or of the configuration. */
    public void addCredential(Credential credential) {
        change(after -> putNew(after, credential), handle -> TenantTable.insert(handle, credential));
    }

    private static void putNew(Stored after, Credential credential) {
        if (after.credentials().put(credential.userName(), credential) != null) {
            throw conflict("user name " + credential.userName() + " exists already; choose another one");
        }
    }

    /** Replaces what a credential of the database proves itself with; connections that used it go on. */
    public void replaceCredential(Credential credential) {
        change(
                after -> {
                    Credential before = after.credentials().put(credential.userName(), credential);
                    if (before == null) {
                        throw noneStored(credential.userName());
                    }
                    if (!before.tenant().equals(credential.tenant())) {
                        throw conflict("user name " + credential.userName() + " belongs to tenant " + before.tenant()
                                + ", not to " + credential.tenant() + "; choose another one");
                    }
                },
                handle -> {
                    TenantTable.deleteCredential(handle, credential.userName());
                    TenantTable.insert(handle, credential);
                });
    }

    private TenantConflictException noneStored(String userName) {
        return conflict(
                index.findCredential(userName).isPresent()
                        ? "user name " + userName + " comes from tenants.xml; change it there"
                        : "there is no user name " + userName + "; list them with: sluice tenant list");
    }

    /** The credential of that user name in the database, disabled or not. */
    public synchronized Optional<Credential> storedCredential(String userName) {
        return Optional.ofNullable(storedCredentials.get(userName));
    }

    /** Lets nobody log in with a credential of the database, or lets them again; a connection that did sends no more mail. */
    public void disableCredential(String userName, boolean disabled) {
        change(
                after -> {
                    Credential before = after.credentials().get(userName);
                    if (before == null) {
                        throw noneStored(userName);
                    }
                    after.credentials().put(userName, before.withDisabled(disabled));
                },
                handle -> TenantTable.disableCredential(handle, userName, disabled));
    }

    /** Removes a credential of the database; connections that used it go on. */
    public void removeCredential(String userName) {
        change(
                after -> {
                    if (after.credentials().remove(userName) == null) {
                        throw noneStored(userName);
                    }
                },
                handle -> TenantTable.deleteCredential(handle, userName));
    }

    /**
     * The tenants as they would be with a changed tenants.xml. Changes nothing.
     *
     * @throws TenantConflictException when two of all the tenants claim the same
     */
    public synchronized TenantDirectory with(List<TenantAccount> accounts) {
        return index(accounts, new Stored(version, stored, storedCredentials));
    }

    /** These tenants alone. Throws TenantConflictException when two of them claim the same. */
    public static TenantDirectory only(List<TenantAccount> accounts) {
        return index(accounts, new Stored(0, Map.of(), Map.of()));
    }

    /** Takes over a changed tenants.xml, or throws TenantConflictException and keeps what was in force. */
    public synchronized void reconfigure(List<TenantAccount> accounts) {
        List<TenantAccount> next = List.copyOf(accounts);
        index = index(next, new Stored(version, stored, storedCredentials));
        configured = next;
    }

    /** Takes note of other nodes' changes; to be called every few seconds where nodes share a database. */
    public synchronized void refresh() {
        if (database.withHandle(TenantTable::version) != version) {
            Stored now = database.inTransaction(TenantRegistry::read);
            index = index(configured, now);
            keep(now);
        }
    }

    private void requireStored(TenantId tenant) {
        boolean isConfigured;
        boolean isStored;
        synchronized (this) {
            isConfigured = configured.stream()
                    .anyMatch(account -> account.tenant().id().equals(tenant));
            isStored = stored.containsKey(tenant);
        }
        if (isConfigured) {
            throw conflict("tenant " + tenant + " comes from tenants.xml; change it there");
        }
        if (!isStored) {
            throw conflict("there is no tenant " + tenant + "; list them with: sluice tenant list");
        }
    }

    private synchronized void change(Consumer<Stored> inMemory, Consumer<Handle> inDatabase) {
        record Outcome(Stored stored, TenantIndex index) {}
        Outcome outcome = database.write(handle -> {
            long next = TenantTable.nextVersion(handle);
            Stored before = next == version + 1 ? new Stored(version, stored, storedCredentials) : read(handle);
            Stored after = before.copy(next);
            inMemory.accept(after);
            TenantIndex checked = index(configured, after);
            inDatabase.accept(handle);
            return new Outcome(after, checked);
        });
        keep(outcome.stored());
        index = outcome.index();
    }

    private void keep(Stored now) {
        version = now.version();
        stored = now.tenants();
        storedCredentials = now.credentials();
    }

    private static TenantIndex index(List<TenantAccount> configured, Stored stored) {
        List<Tenant> tenants = new ArrayList<>();
        List<Credential> credentials = new ArrayList<>();
        for (TenantAccount account : configured) {
            tenants.add(account.tenant());
            credentials.addAll(account.credentials());
        }
        tenants.addAll(stored.tenants().values());
        credentials.addAll(stored.credentials().values());
        return new TenantIndex(tenants, credentials);
    }

    private static Stored read(Handle handle) {
        Stored read = new Stored(TenantTable.version(handle), new LinkedHashMap<>(), new LinkedHashMap<>());
        TenantTable.tenants(handle).forEach(tenant -> read.tenants().put(tenant.id(), tenant));
        TenantTable.credentials(handle)
                .forEach(credential -> read.credentials().put(credential.userName(), credential));
        return read;
    }

    private static TenantConflictException conflict(String problem) {
        return new TenantConflictException(List.of(new TenantConflict(List.of(), problem)));
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return index.find(id);
    }

    @Override
    public Optional<Tenant> findByDomain(String senderDomain) {
        return index.findByDomain(senderDomain);
    }

    @Override
    public Optional<Tenant> findByNetwork(InetAddress client) {
        return index.findByNetwork(client);
    }

    @Override
    public Optional<Tenant> findByListener(String listener) {
        return index.findByListener(listener);
    }

    @Override
    public Optional<Tenant> findByHash(int tenantHash) {
        return index.findByHash(tenantHash);
    }

    @Override
    public Optional<Credential> findCredential(String userName) {
        return index.findCredential(userName);
    }

    @Override
    public Optional<Credential> findCredential(CredentialIdentity identity) {
        return index.findCredential(identity);
    }

    @Override
    public Map<Integer, Integer> iterations(ScramHash hash) {
        return index.iterations(hash);
    }

    @Override
    public Collection<Tenant> all() {
        return index.all();
    }

    /** What the database holds; a change works on a copy. */
    private record Stored(long version, Map<TenantId, Tenant> tenants, Map<String, Credential> credentials) {
        Stored copy(long nextVersion) {
            return new Stored(nextVersion, new LinkedHashMap<>(tenants), new LinkedHashMap<>(credentials));
        }
    }
}
