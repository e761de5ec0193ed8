package org.sluicemta.assembly;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import java.lang.reflect.Proxy;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.sluicemta.dkim.DkimKeys;
import org.sluicemta.egress.CapReserve;
import org.sluicemta.egress.ClearOnlyStore;
import org.sluicemta.egress.SourceStates;
import org.sluicemta.egress.StsPolicyStore;
import org.sluicemta.egress.TlsSessions;
import org.sluicemta.event.EventLog;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.keys.dkim.DkimKeyRing;
import org.sluicemta.limit.DailyUse;
import org.sluicemta.mailets.repository.NamedFolders;
import org.sluicemta.repeat.IdempotencyKeys;
import org.sluicemta.returnpath.CountedReportStore;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.returnpath.SentMailStore;
import org.sluicemta.smtp.container.ChainModule;
import org.sluicemta.suppression.SuppressionCheck;
import org.sluicemta.suppression.SuppressionList;
import org.sluicemta.tenant.PasswordCheck;
import org.sluicemta.tenant.TenantDirectory;

/**
 * Stand-ins for what mailets need: mailets can be created and can read their parameters, and one that uses a stand-in
 * in the meantime is told that this is only a check.
 */
final class NothingBehindModule extends AbstractModule {
    private final TenantDirectory tenants;

    NothingBehindModule(TenantDirectory tenants) {
        this.tenants = tenants;
    }

    @Override
    protected void configure() {
        install(new ChainModule());
        bind(DNSService.class).to(ChainDns.class).in(Scopes.SINGLETON);
        bind(TenantDirectory.class).toInstance(tenants);
        bind(DkimKeys.class).toInstance(DkimKeyRing.empty());
        bind(MailRepositoryStore.class).to(NamedFolders.class);
        nothing(HandOff.class);
        nothing(EventLog.class);
        nothing(SuppressionList.class);
        nothing(SuppressionCheck.class);
        nothing(SentMailStore.class);
        nothing(ReturnPathTokens.class);
        nothing(CountedReportStore.class);
        nothing(IdempotencyKeys.class);
        nothing(DailyUse.class);
        nothing(CapReserve.class);
        nothing(ClearOnlyStore.class);
        nothing(SourceStates.class);
        nothing(StsPolicyStore.class);
        nothing(TlsSessions.class);
        nothing(PasswordCheck.class);
    }

    private <T> void nothing(Class<T> port) {
        Object none =
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return method.invoke(this, arguments);
                    }
                    throw new IllegalStateException(
                            port.getSimpleName() + " cannot be used before the server has started");
                });
        bind(port).toInstance(port.cast(none));
    }
}
