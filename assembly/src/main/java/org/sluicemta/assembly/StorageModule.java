package org.sluicemta.assembly;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import java.time.InstantSource;
import javax.inject.Singleton;
import org.sluicemta.database.Database;
import org.sluicemta.dkim.DkimKeyRing;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.event.EventJournal;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.EventReader;
import org.sluicemta.limit.DailyUse;
import org.sluicemta.rate.Holds;
import org.sluicemta.rate.Rates;
import org.sluicemta.repeat.RepeatKeys;
import org.sluicemta.returnpath.CountedReports;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.returnpath.SentMailStore;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.suppression.DatabaseSuppressionList;
import org.sluicemta.suppression.SuppressionCheck;
import org.sluicemta.suppression.SuppressionList;
import org.sluicemta.tenant.NameSalts;
import org.sluicemta.tenant.PasswordCheck;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantRegistry;

/** What is kept on disk. All of it is open before there is an injector. */
final class StorageModule extends AbstractModule {
    private final Storage storage;

    StorageModule(Storage storage) {
        this.storage = storage;
    }

    @Override
    protected void configure() {
        bind(Database.class).toInstance(storage.database());
        bind(SuppressionList.class).toInstance(storage.suppressions());
        bind(SuppressionCheck.class).toInstance(storage.suppressions());
        bind(DailyUse.class).toInstance(storage.dailyUse());
        bind(RepeatKeys.class).toInstance(storage.repeatKeys());
        bind(DatabaseSuppressionList.class).toInstance(storage.suppressions());
        bind(SentMailStore.class).toInstance(storage.sentMail());
        bind(CountedReports.class).toInstance(storage.countedReports());
        bind(TenantRegistry.class).toInstance(storage.tenants());
        bind(TenantDirectory.class).toInstance(storage.tenants());
        bind(PasswordCheck.class).toInstance(storage.passwords());
        bind(NameSalts.class).toInstance(storage.salts());
        bind(Holds.class).toInstance(new Holds(storage.database()));
        bind(EventJournal.class).toInstance(storage.events());
        bind(EventLog.class).to(CountedEventLog.class).in(Scopes.SINGLETON);
        bind(ReturnPathTokens.class).toInstance(storage.tokens());
        bind(DkimKeyRing.class).toInstance(storage.dkimKeys());
    }

    @Provides
    @Singleton
    Rates rates(ServerSettings settings, EgressPlans plans, InstantSource clock) {
        return new Rates(
                storage.database(),
                new EventReader(settings.logDirectory()),
                plans,
                settings.guard().window(),
                settings.node(),
                clock);
    }
}
