package org.sluicemta.store.tenant;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
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
import org.sluicemta.tenant.TenantConflictException;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantId;

/**
 * The tenants of the configuration and those of the database, which come and go while the server runs. Lookups use an
 * immutable index, which every change replaces. A change that would give something to two tenants is refused before it
 * is written. Other nodes' changes are seen when {@link #refresh()} runs.
 */
public final class TenantRegistry implements TenantDirectory {
    private final Database database;
    private List<TenantAccount> configured;
    private StoredTenants stored;
    private volatile TenantIndex index;

    /**
     * @param configured tenants of tenants.xml
     * @throws TenantConflictException when two of all the tenants claim the same
     */
    public TenantRegistry(Database database, List<TenantAccount> configured) {
        this.database = database;
        this.configured = List.copyOf(configured);
        this.stored = database.inTransaction(StoredTenants::read);
        this.index = index(this.configured, stored);
    }

    /** Adds a tenant to the database. Throws TenantConflictException that says what another tenant already has. */
    public void add(Tenant tenant) {
        add(new TenantAccount(tenant, List.of()));
    }

    /** Adds a tenant with its credentials, all of it or nothing. */
    public void add(TenantAccount account) {
        Tenant tenant = account.tenant();
        change(
                after -> {
                    after.addNew(tenant);
                    account.credentials().forEach(after::addNew);
                },
                handle -> {
                    TenantTable.insert(handle, tenant);
                    account.credentials().forEach(credential -> TenantTable.insert(handle, credential));
                });
    }

    /** Replaces a tenant of the database with one of the same name. Its credentials stay. */
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
        change(after -> after.remove(tenant), handle -> {
            TenantTable.delete(handle, tenant);
            TenantTable.deleteCredentials(handle, tenant);
        });
    }

    /** The tenant of that name in the database. Throws TenantConflictException that says why, if there is none. */
    public Tenant requireRemovable(TenantId tenant) {
        requireStored(tenant);
        return find(tenant).orElseThrow();
    }

    /** Its credentials in the database, the disabled ones too. */
    public synchronized List<Credential> storedCredentials(TenantId tenant) {
        return stored.credentialsOf(tenant);
    }

    /** Adds a credential to a tenant of the database or of the configuration. */
    public void addCredential(Credential credential) {
        change(after -> after.addNew(credential), handle -> TenantTable.insert(handle, credential));
    }

    /** Replaces the password or identities of a credential of the database. Open connections that used it continue. */
    public void replaceCredential(Credential credential) {
        change(
                after -> {
                    Credential before = after.credentials().put(credential.userName(), credential);
                    if (before == null) {
                        throw noneStored(credential.userName());
                    }
                    if (!before.tenant().equals(credential.tenant())) {
                        throw StoredTenants.conflict("user name " + credential.userName() + " belongs to tenant "
                                + before.tenant() + ", not to " + credential.tenant() + "; choose another one");
                    }
                },
                handle -> {
                    TenantTable.deleteCredential(handle, credential.userName());
                    TenantTable.insert(handle, credential);
                });
    }

    private TenantConflictException noneStored(String userName) {
        return StoredTenants.conflict(
                index.findCredential(userName).isPresent()
                        ? "user name " + userName + " comes from tenants.xml; change it there"
                        : "there is no user name " + userName + "; list them with: sluice tenant list");
    }

    /** The credential of that user name in the database, disabled or not. */
    public synchronized Optional<Credential> storedCredential(String userName) {
        return Optional.ofNullable(stored.credentials().get(userName));
    }

    /**
     * Disables a credential of the database, or enables it again. Open connections that used a disabled one can't send
     * any more mail.
     */
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

    /**
     * The tenants as they would be with a changed tenants.xml. Changes nothing.
     *
     * @throws TenantConflictException when two of all the tenants claim the same
     */
    public synchronized TenantDirectory with(List<TenantAccount> accounts) {
        return index(accounts, stored);
    }

    /** These tenants alone. Throws TenantConflictException when two of them claim the same. */
    public static TenantDirectory only(List<TenantAccount> accounts) {
        return index(accounts, StoredTenants.NONE);
    }

    /** Applies a changed tenants.xml, or throws TenantConflictException and keeps what was in force. */
    public synchronized void reconfigure(List<TenantAccount> accounts) {
        List<TenantAccount> next = List.copyOf(accounts);
        index = index(next, stored);
        configured = next;
    }

    /** Reads other nodes' changes. Call every few seconds where nodes share a database. */
    public synchronized void refresh() {
        if (database.withHandle(TenantTable::version) != stored.version()) {
            StoredTenants now = database.inTransaction(StoredTenants::read);
            index = index(configured, now);
            stored = now;
        }
    }

    private void requireStored(TenantId tenant) {
        boolean isConfigured;
        boolean isStored;
        synchronized (this) {
            isConfigured = configured.stream()
                    .anyMatch(account -> account.tenant().id().equals(tenant));
            isStored = stored.tenants().containsKey(tenant);
        }
        if (isConfigured) {
            throw StoredTenants.conflict("tenant " + tenant + " comes from tenants.xml; change it there");
        }
        if (!isStored) {
            throw StoredTenants.conflict("there is no tenant " + tenant + "; list them with: sluice tenant list");
        }
    }

    private synchronized void change(Consumer<StoredTenants> inMemory, Consumer<Handle> inDatabase) {
        record Outcome(StoredTenants stored, TenantIndex index) {}
        Outcome outcome = database.write(handle -> {
            long next = TenantTable.nextVersion(handle);
            StoredTenants before = next == stored.version() + 1 ? stored : StoredTenants.read(handle);
            StoredTenants after = before.copy(next);
            inMemory.accept(after);
            TenantIndex checked = index(configured, after);
            inDatabase.accept(handle);
            return new Outcome(after, checked);
        });
        stored = outcome.stored();
        index = outcome.index();
    }

    private static TenantIndex index(List<TenantAccount> configured, StoredTenants stored) {
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
}
