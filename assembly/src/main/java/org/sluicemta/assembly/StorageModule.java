package org.sluicemta.assembly;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import java.time.InstantSource;
import javax.inject.Singleton;
import org.sluicemta.dkim.DkimKeys;
import org.sluicemta.egress.CapReserve;
import org.sluicemta.egress.ClearOnlyStore;
import org.sluicemta.egress.DisabledSourceStore;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.SourceStates;
import org.sluicemta.egress.StsPolicyStore;
import org.sluicemta.egress.TlsReports;
import org.sluicemta.egress.TlsSessions;
import org.sluicemta.egress.WarmUpHoldStore;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.EventReader;
import org.sluicemta.event.EventSearch;
import org.sluicemta.event.NoEventSearch;
import org.sluicemta.keys.password.DerivedSalts;
import org.sluicemta.limit.DailyUse;
import org.sluicemta.repeat.IdempotencyKeys;
import org.sluicemta.reputation.FailureRates;
import org.sluicemta.reputation.StreamSuspensions;
import org.sluicemta.returnpath.CountedReportStore;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.returnpath.SentMailStore;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.store.audit.AuditTrail;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.event.EventJournal;
import org.sluicemta.store.event.JournalReader;
import org.sluicemta.store.reputation.DatabaseStreamSuspensions;
import org.sluicemta.store.reputation.JournalFailureRates;
import org.sluicemta.store.search.EventIndexer;
import org.sluicemta.store.search.IndexedEventSearch;
import org.sluicemta.store.suppression.DatabaseSuppressionList;
import org.sluicemta.store.tenant.TenantRegistry;
import org.sluicemta.suppression.SuppressionCheck;
import org.sluicemta.suppression.SuppressionList;
import org.sluicemta.tenant.PasswordCheck;
import org.sluicemta.tenant.TenantDirectory;

/** What is stored on disk. All of it is open before there is an injector. */
final class StorageModule extends AbstractModule {
    private final Storage storage;
    private final EventIndexer index;

    StorageModule(Storage storage, EventIndexer index) {
        this.storage = storage;
        this.index = index;
    }

    @Override
    protected void configure() {
        bind(Database.class).toInstance(storage.database());
        bind(SuppressionList.class).toInstance(storage.suppressions());
        bind(SuppressionCheck.class).toInstance(storage.suppressions());
        bind(AuditTrail.class).toInstance(storage.audit());
        bind(DailyUse.class).toInstance(storage.dailyUse());
        bind(IdempotencyKeys.class).toInstance(storage.repeatKeys());
        bind(CapReserve.class).toInstance(storage.capReserve());
        bind(WarmUpHoldStore.class).toInstance(storage.warmUpHolds());
        bind(DisabledSourceStore.class).toInstance(storage.disabledSources());
        bind(ClearOnlyStore.class).toInstance(storage.clearOnly());
        bind(SourceStates.class).toInstance(storage.sourceStates());
        bind(StsPolicyStore.class).toInstance(storage.stsPolicies());
        bind(TlsSessions.class).toInstance(storage.tlsSessions());
        bind(TlsReports.class).toInstance(storage.tlsReports());
        bind(DatabaseSuppressionList.class).toInstance(storage.suppressions());
        bind(SentMailStore.class).toInstance(storage.sentMail());
        bind(CountedReportStore.class).toInstance(storage.countedReports());
        bind(TenantRegistry.class).toInstance(storage.tenants());
        bind(TenantDirectory.class).toInstance(storage.tenants());
        bind(PasswordCheck.class).toInstance(storage.passwords());
        bind(DerivedSalts.class).toInstance(storage.salts());
        bind(StreamSuspensions.class).toInstance(new DatabaseStreamSuspensions(storage.database()));
        bind(EventJournal.class).toInstance(storage.events());
        bind(EventLog.class).to(CountedEventLog.class).in(Scopes.SINGLETON);
        bind(ReturnPathTokens.class).toInstance(storage.tokens());
        bind(DkimKeys.class).toInstance(storage.dkimKeys());
    }

    @Provides
    @Singleton
    EventReader eventReader(ServerSettings settings) {
        return new JournalReader(settings.logDirectory());
    }

    @Provides
    @Singleton
    EventSearch eventSearch(ServerSettings settings) {
        return settings.indexed()
                ? IndexedEventSearch.of(index, new JournalReader(settings.logDirectory()))
                : new NoEventSearch();
    }

    @Provides
    @Singleton
    FailureRates rates(ServerSettings settings, EventReader events, EgressPlans plans, InstantSource clock) {
        return new JournalFailureRates(
                storage.database(), events, plans, settings.guard().window(), settings.node(), clock);
    }
}
