package org.sluicemta.console.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.conf.ServerConfiguration;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.console.jmx.AuditList;
import org.sluicemta.console.jmx.AuditMXBean;
import org.sluicemta.console.jmx.Callers;
import org.sluicemta.console.jmx.Keys;
import org.sluicemta.console.jmx.KeysMXBean;
import org.sluicemta.console.jmx.Suppressions;
import org.sluicemta.console.jmx.SuppressionsMXBean;
import org.sluicemta.console.jmx.Tenants;
import org.sluicemta.console.jmx.TenantsMXBean;
import org.sluicemta.console.operation.Audit;
import org.sluicemta.console.operation.AuditOperations;
import org.sluicemta.console.operation.DkimOperations;
import org.sluicemta.console.operation.KnownNames;
import org.sluicemta.console.operation.ReturnPathKeyOperations;
import org.sluicemta.console.operation.SuppressionOperations;
import org.sluicemta.console.operation.TenantOperations;
import org.sluicemta.disk.FileTrouble;
import org.sluicemta.disk.OwnerOnly;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.storage.StoreException;
import org.sluicemta.store.audit.AuditEntry;
import org.sluicemta.store.audit.AuditTrail;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.database.DatabaseException;
import org.sluicemta.store.suppression.DatabaseSuppressionList;
import org.sluicemta.store.suppression.ListFormat;
import org.sluicemta.store.suppression.SuppressionTargets;
import org.sluicemta.store.tenant.TenantRegistry;
import org.sluicemta.tenant.TenantAccount;

/**
 * The database of a home whose server isn't running, opened by the command itself, with the same beans as the server's.
 */
final class StoredState implements AutoCloseable {
    private final ServerConfiguration configuration;
    private final Database database;
    private @Nullable ListFormat form;

    private StoredState(ServerConfiguration configuration, Database database) {
        this.configuration = configuration;
        this.database = database;
    }

    /** Throws CommandFailure if the configuration has problems, or another process has the database open. */
    static StoredState open(HomeOption home) {
        ServerConfiguration configuration = Configurations.load(home);
        ServerSettings settings = configuration.settings();
        try {
            OwnerOnly.makeDirectory(settings.dataDirectory());
            OwnerOnly.makeDirectory(settings.logDirectory());
            return new StoredState(configuration, Database.open(settings.database(), settings.logDirectory()));
        } catch (DatabaseException e) {
            throw new CommandFailure(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.IO, "cannot use " + settings.dataDirectory() + ": " + FileTrouble.of(e), e);
        }
    }

    SuppressionsMXBean suppressions() {
        InstantSource clock = InstantSource.system();
        try {
            SuppressionTargets targets =
                    SuppressionTargets.open(configuration.settings().suppression());
            form = ListFormat.join(database, targets);
            DatabaseSuppressionList list = new DatabaseSuppressionList(
                    database, targets, configuration.settings().suppression().softFailureWindow(), clock);
            return new Suppressions(
                    new SuppressionOperations(list, names(registry()), clock, writer(clock)), Callers.OFFLINE);
        } catch (ConfigurationException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.IO, "cannot read the key of hashed addresses: " + FileTrouble.of(e), e);
        }
    }

    TenantsMXBean tenants() {
        TenantRegistry registry = registry();
        return new Tenants(
                new TenantOperations(registry, names(registry), writer(InstantSource.system())), Callers.OFFLINE);
    }

    /** Keys are files: the database is opened only for the audit entry, so that keys can be made while it is down. */
    static KeysMXBean keys(HomeOption home) {
        ServerSettings settings = Configurations.load(home).settings();
        InstantSource clock = InstantSource.system();
        Audit audit = new Audit(entry -> record(home, settings.dataDirectory(), entry), clock);
        return new Keys(
                new DkimOperations(settings, audit),
                new ReturnPathKeyOperations(settings, clock, audit),
                Callers.OFFLINE);
    }

    /** Files that root writes into a database of the server's user would keep the server from starting. */
    private static void record(HomeOption home, Path data, AuditEntry entry) {
        Operator.requireOwner(data);
        try (StoredState state = open(home)) {
            new AuditTrail(state.database).add(entry);
        } catch (CommandFailure e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
        }
    }

    AuditMXBean audit() {
        return new AuditList(new AuditOperations(new AuditTrail(database)));
    }

    private Audit writer(InstantSource clock) {
        return new Audit(new AuditTrail(database), clock);
    }

    private KnownNames names(TenantRegistry registry) {
        return new KnownNames(registry, new EgressPlans(configuration.egress()));
    }

    private TenantRegistry registry() {
        List<TenantAccount> accounts = configuration.tenants().stream()
                .map(configured -> new TenantAccount(configured.tenant(), List.of()))
                .toList();
        return new TenantRegistry(database, accounts);
    }

    @Override
    public void close() {
        if (form != null) {
            form.close();
        }
        database.close();
    }
}
