package org.sluicemta.assembly;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.MailetContext;
import org.sluicemta.admission.Pressure;
import org.sluicemta.smtp.container.AnsweredDomains;
import org.sluicemta.smtp.container.ChainMailetContext;
import org.sluicemta.smtp.container.CountingMetrics;

/** The front door and what James's mailets ask for. */
final class FrontDoorModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(AdmissionSensors.class).in(Scopes.SINGLETON);
        bind(Pressure.class).toProvider(AdmissionSensors.class);
        bind(MetricFactory.class).to(CountingMetrics.class).in(Scopes.SINGLETON);
        bind(DNSService.class).to(ChainDns.class).in(Scopes.SINGLETON);
        bind(AnsweredDomains.class).in(Scopes.SINGLETON);
        bind(DomainList.class).to(AnsweredDomains.class);
        bind(ChainMailetContext.class).in(Scopes.SINGLETON);
        bind(MailetContext.class).to(ChainMailetContext.class);
    }
}
