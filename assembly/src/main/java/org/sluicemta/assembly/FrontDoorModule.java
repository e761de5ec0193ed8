package org.sluicemta.assembly;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.sluicemta.admission.DiskRoom;
import org.sluicemta.admission.Pressure;
import org.sluicemta.mailets.repository.MailFolders;
import org.sluicemta.smtp.container.ChainModule;

/** The SMTP server and what James's mailets need. */
final class FrontDoorModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(AdmissionSensors.class).in(Scopes.SINGLETON);
        bind(DiskRoom.class).toProvider(BrokerDisk.class).in(Scopes.SINGLETON);
        install(new ChainModule());
        bind(MailRepositoryStore.class).to(MailFolders.class);
        bind(DNSService.class).to(ChainDns.class).in(Scopes.SINGLETON);
    }

    @Provides
    static Pressure pressure(AdmissionSensors sensors) {
        return sensors.pressure();
    }
}
