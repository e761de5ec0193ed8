package org.sluicemta.assembly;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.conf.ServerConfiguration;
import org.sluicemta.conf.file.ConfiguredCredential;
import org.sluicemta.conf.file.ConfiguredTenant;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.disk.OwnerOnly;
import org.sluicemta.keys.dkim.DkimKeyRing;
import org.sluicemta.keys.password.DerivedSalts;
import org.sluicemta.keys.password.PasswordKeys;
import org.sluicemta.keys.password.ScramPasswordCheck;
import org.sluicemta.keys.returnpath.SignedReturnPathTokens;
import org.sluicemta.keys.returnpath.TokenKeys;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.store.audit.AuditTrail;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.egress.DatabaseCapReserve;
import org.sluicemta.store.egress.DatabaseClearOnlyStore;
import org.sluicemta.store.egress.DatabaseDisabledSourceStore;
import org.sluicemta.store.egress.DatabaseSourceStates;
import org.sluicemta.store.egress.DatabaseStsPolicyStore;
import org.sluicemta.store.egress.DatabaseTlsReports;
import org.sluicemta.store.egress.DatabaseTlsSessions;
import org.sluicemta.store.egress.DatabaseWarmUpHoldStore;
import org.sluicemta.store.event.EventJournal;
import org.sluicemta.store.event.JournalSettings;
import org.sluicemta.store.limit.DatabaseDailyUse;
import org.sluicemta.store.repeat.DatabaseIdempotencyKeys;
import org.sluicemta.store.sent.DatabaseCountedReportStore;
import org.sluicemta.store.sent.DatabaseSentMailStore;
import org.sluicemta.store.suppression.DatabaseSuppressionList;
import org.sluicemta.store.suppression.ListFormat;
import org.sluicemta.store.suppression.SuppressionTargets;
import org.sluicemta.store.tenant.TenantRegistry;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.PasswordCheck;
import org.sluicemta.tenant.ScramHash;
import org.sluicemta.tenant.ScramVerifier;
import org.sluicemta.tenant.StoredProof;
import org.sluicemta.tenant.TenantAccount;

/** Everything on disk except the broker's queues, opened in order and closed in reverse. */
record Storage(
        Database database,
        ListFormat listForm,
        DatabaseSuppressionList suppressions,
        DatabaseSentMailStore sentMail,
        DatabaseCountedReportStore countedReports,
        DatabaseDailyUse dailyUse,
        DatabaseIdempotencyKeys repeatKeys,
        DatabaseCapReserve capReserve,
        DatabaseSourceStates sourceStates,
        DatabaseStsPolicyStore stsPolicies,
        DatabaseTlsSessions tlsSessions,
        DatabaseTlsReports tlsReports,
        DatabaseClearOnlyStore clearOnly,
        DatabaseDisabledSourceStore disabledSources,
        DatabaseWarmUpHoldStore warmUpHolds,
        TenantRegistry tenants,
        AuditTrail audit,
        PasswordCheck passwords,
        DerivedSalts salts,
        EventJournal events,
        TokenKeys tokenKeys,
        ReturnPathTokens tokens,
        DkimKeyRing dkimKeys)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

    /** The database, created if there is none yet. */
    static Database database(ServerSettings settings) throws IOException {
        OwnerOnly.makeDirectory(settings.dataDirectory());
        OwnerOnly.makeDirectory(settings.logDirectory());
        return Database.open(settings.database(), settings.logDirectory());
    }

    /** Opens everything else, and creates what is missing on a first start. The database is closed if a part fails. */
    static Storage open(ServerConfiguration configuration, Database database, InstantSource clock)
            throws IOException, ConfigurationException {
        try {
            return openAll(configuration, database, clock);
        } catch (IOException | ConfigurationException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static Storage openAll(ServerConfiguration configuration, Database database, InstantSource clock)
            throws IOException, ConfigurationException {
        ServerSettings settings = configuration.settings();
        TokenKeys tokenKeys =
                TokenKeys.open(settings.tokenKeys(), settings.bounceDomain().tokenAge(), clock);
        OwnerOnly.makeDirectory(settings.dkimKeys());
        DkimKeyRing dkimKeys = DkimKeyRing.open(settings.dkimKeys());
        DerivedSalts salts = new DerivedSalts(tokenKeys.derive("salts of users that do not exist"));
        TenantRegistry tenants = new TenantRegistry(database, accounts(configuration.tenants(), salts));
        SuppressionTargets targets = SuppressionTargets.open(settings.suppression());
        ListFormat listForm = listForm(database, targets);
        DatabaseStsPolicyStore stsPolicies = new DatabaseStsPolicyStore(database, clock);
        DatabaseTlsSessions tlsSessions = new DatabaseTlsSessions(database, clock);
        return new Storage(
                database,
                listForm,
                new DatabaseSuppressionList(
                        database, targets, settings.suppression().softFailureWindow(), clock, listForm::fault),
                new DatabaseSentMailStore(database),
                new DatabaseCountedReportStore(database),
                new DatabaseDailyUse(database, clock),
                new DatabaseIdempotencyKeys(database, clock),
                new DatabaseCapReserve(database, clock),
                new DatabaseSourceStates(database, clock),
                stsPolicies,
                tlsSessions,
                new DatabaseTlsReports(
                        settings.logDirectory().resolve("tls-reports"), database, tlsSessions, stsPolicies, clock),
                new DatabaseClearOnlyStore(database, clock),
                new DatabaseDisabledSourceStore(database),
                new DatabaseWarmUpHoldStore(database),
                tenants,
                new AuditTrail(database),
                new ScramPasswordCheck(tenants, salts, new SecureRandom(), Ticker.systemTicker()),
                salts,
                EventJournal.open(JournalSettings.in(settings.logDirectory()), clock, settings.node()),
                tokenKeys,
                new SignedReturnPathTokens(settings.bounceDomain(), tokenKeys, clock),
                dkimKeys);
    }

    private static ListFormat listForm(Database database, SuppressionTargets targets) throws ConfigurationException {
        ListFormat form = ListFormat.convert(database, targets);
        if (form.converted() > 0) {
            LOG.info("Converted {} suppression entries to the configured storage format", form.converted());
        }
        return form;
    }

    /** Plain-text passwords are turned into verifiers here and dropped. */
    static List<TenantAccount> accounts(List<ConfiguredTenant> configured, DerivedSalts salts) {
        List<TenantAccount> accounts = new ArrayList<>();
        for (ConfiguredTenant each : configured) {
            List<Credential> credentials = each.credentials().stream()
                    .map(credential ->
                            new Credential(credential.userName(), each.tenant().id(), proofs(credential, salts)))
                    .toList();
            accounts.add(new TenantAccount(each.tenant(), credentials));
        }
        return accounts;
    }

    private static List<StoredProof> proofs(ConfiguredCredential credential, DerivedSalts salts) {
        List<StoredProof> proofs = new ArrayList<>(credential.proofs());
        String password = credential.password();
        if (password != null) {
            proofs.add(PasswordKeys.scram(
                    ScramHash.SHA_256,
                    password,
                    ScramVerifier.DEFAULT_ITERATIONS,
                    salts.of(ScramHash.SHA_256, credential.userName())));
        }
        return proofs;
    }

    @Override
    public void close() throws IOException {
        try {
            events.close();
        } finally {
            saveAndClose();
        }
    }

    private void saveAndClose() {
        try {
            dailyUse.save();
            tlsSessions.save();
            listForm.close();
        } finally {
            database.close();
        }
    }
}
