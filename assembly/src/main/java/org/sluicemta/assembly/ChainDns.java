package org.sluicemta.assembly;

import javax.inject.Inject;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.dnsservice.dnsjava.DNSJavaService;
import org.apache.james.metrics.api.MetricFactory;
import org.sluicemta.gateway.dns.DnsSessions;
import org.sluicemta.settings.DnsSettings;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;

/**
 * DNS for James's mailets and matchers, with the servers that sluice.xml names. James's own start asks reverse DNS for
 * this machine's name, which may block, and doesn't support a port after an address.
 */
final class ChainDns extends DNSJavaService {
    private static final int CACHE_ENTRIES = 10_000;

    @Inject
    ChainDns(MetricFactory metrics, DnsSettings settings) throws ConfigurationException {
        super(metrics);
        BaseHierarchicalConfiguration nothing = new BaseHierarchicalConfiguration();
        nothing.addProperty("autodiscover", false);
        nothing.addProperty("setAsDNSJavaDefault", false);
        configure(nothing);
        resolver = DnsSessions.resolver(settings);
        cache = new Cache(DClass.IN);
        cache.setMaxEntries(CACHE_ENTRIES);
    }

    @Override
    public void init() {
        // Everything is set up by the constructor.
    }
}
