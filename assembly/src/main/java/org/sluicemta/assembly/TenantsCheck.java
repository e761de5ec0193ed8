package org.sluicemta.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.sluicemta.conf.ServerConfiguration;
import org.sluicemta.conf.file.ConfiguredCredential;
import org.sluicemta.conf.file.ConfiguredTenant;
import org.sluicemta.conf.file.SluiceFile;
import org.sluicemta.conf.file.TenantsFile;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.storage.StoreException;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.tenant.TenantRegistry;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.ScramVerifier;
import org.sluicemta.tenant.StoredProof;
import org.sluicemta.tenant.TenantAccount;
import org.sluicemta.tenant.TenantConflictException;
import org.sluicemta.tenant.TenantDirectory;

/** Checks the configured tenants against those in the database. */
final class TenantsCheck {
    /** A stand-in for a password. Conflicts between tenants don't depend on it, and a real one takes long to derive. */
    private static final StoredProof SOME_PASSWORD =
            new ScramVerifier(ScramVerifier.DEFAULT_ITERATIONS, new byte[16], new byte[32], new byte[32]);

    private final Optional<Function<List<TenantAccount>, TenantDirectory>> together;

    private TenantsCheck(Optional<Function<List<TenantAccount>, TenantDirectory>> together) {
        this.together = together;
    }

    /** Without a running server: opens the database if there is one and it can be opened. */
    static TenantsCheck lookingIntoTheDatabase() {
        return new TenantsCheck(Optional.empty());
    }

    /** @param together throws a TenantConflictException if two tenants claim the same */
    static TenantsCheck of(Function<List<TenantAccount>, TenantDirectory> together) {
        return new TenantsCheck(Optional.of(together));
    }

    /** All tenants. If two claim the same, this is reported and only the configured ones are returned. */
    TenantDirectory check(ServerConfiguration whole, Problems problems) {
        List<TenantAccount> accounts = accounts(whole.tenants());
        try {
            return together.isPresent() ? together.get().apply(accounts) : look(whole, accounts, problems);
        } catch (TenantConflictException e) {
            e.problems()
                    .forEach(conflict -> problems.add(
                            TenantsFile.where(whole.places(), conflict),
                            conflict.what(),
                            "List them with: sluice tenant list"));
            return configuredAlone(accounts);
        }
    }

    private static TenantDirectory configuredAlone(List<TenantAccount> accounts) {
        try {
            return TenantRegistry.only(accounts);
        } catch (TenantConflictException e) {
            return TenantRegistry.only(List.of()); // reported already
        }
    }

    private static TenantDirectory look(ServerConfiguration whole, List<TenantAccount> accounts, Problems problems) {
        ServerSettings settings = whole.settings();
        try (Database database =
                Database.look(settings.database(), settings.logDirectory()).orElse(null)) {
            return database == null ? TenantRegistry.only(accounts) : new TenantRegistry(database, accounts);
        } catch (StoreException e) {
            problems.warn(
                    whole.places().of(SluiceFile.NAME, "database"),
                    "the tenants of the database were not looked at: " + e.getMessage(),
                    "A start finds out whether they fit those of " + TenantsFile.NAME);
            return TenantRegistry.only(accounts);
        }
    }

    private static List<TenantAccount> accounts(List<ConfiguredTenant> configured) {
        List<TenantAccount> accounts = new ArrayList<>();
        for (ConfiguredTenant each : configured) {
            List<Credential> credentials = each.credentials().stream()
                    .map(credential ->
                            new Credential(credential.userName(), each.tenant().id(), proofs(credential)))
                    .toList();
            accounts.add(new TenantAccount(each.tenant(), credentials));
        }
        return accounts;
    }

    private static List<StoredProof> proofs(ConfiguredCredential credential) {
        List<StoredProof> proofs = new ArrayList<>(credential.proofs());
        if (proofs.isEmpty()) {
            proofs.add(SOME_PASSWORD);
        }
        return proofs;
    }
}
