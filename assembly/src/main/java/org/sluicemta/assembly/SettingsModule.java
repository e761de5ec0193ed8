package org.sluicemta.assembly;

import com.google.inject.AbstractModule;
import io.prometheus.client.CollectorRegistry;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import javax.management.MBeanServer;
import org.sluicemta.conf.ServerConfiguration;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.gateway.GatewayOptions;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.phrase.CurrentPhraseBook;
import org.sluicemta.response.CurrentResponseTable;
import org.sluicemta.response.ResponseTable;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.settings.BrokerSettings;
import org.sluicemta.settings.DnsSettings;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.settings.UnsubscribeSettings;

/** The configuration's values, and the clock. */
final class SettingsModule extends AbstractModule {
    private final ServerConfiguration configuration;
    private final InstantSource clock;

    SettingsModule(ServerConfiguration configuration, InstantSource clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    @Override
    protected void configure() {
        ServerSettings settings = configuration.settings();
        bind(ServerSettings.class).toInstance(settings);
        bind(BrokerSettings.class).toInstance(settings.broker());
        bind(UnsubscribeSettings.class).toInstance(settings.unsubscribe());
        bind(DnsSettings.class).toInstance(settings.dns());
        bind(BounceDomain.class).toInstance(settings.bounceDomain());
        bind(GatewayOptions.class).toInstance(GatewayOptions.of(settings.hostName()));
        bind(EgressPlans.class).toInstance(new EgressPlans(configuration.egress()));
        CurrentResponseTable responses = new CurrentResponseTable(configuration.responses());
        bind(CurrentResponseTable.class).toInstance(responses);
        bind(ResponseTable.class).toInstance(responses);
        bind(CurrentPhraseBook.class).toInstance(new CurrentPhraseBook(configuration.phrases()));
        bind(InstantSource.class).toInstance(clock);
        bind(MessageIdSource.class).toInstance(new MessageIdSource(clock, settings.node()));
        bind(CollectorRegistry.class).toInstance(new CollectorRegistry());
        bind(MBeanServer.class).toInstance(ManagementFactory.getPlatformMBeanServer());
    }
}
