package org.sluicemta.assembly;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.dnsservice.dnsjava.DNSJavaService;
import org.apache.james.metrics.api.MetricFactory;
import org.sluicemta.gateway.dns.DnsSessions;
import org.sluicemta.settings.DnsSettings;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

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

    /**
     * The text of each record, its strings put together (RFC 6376 section 3.6.2.2). James gives it
     * as a zone file has it, in quotes, which no reader of keys understands.
     */
    @Override
    public Collection<String> findTXTRecords(String name) {
        Record[] found = lookupNoException(name, Type.TXT, "TXT");
        return found == null
                ? List.of()
                : Arrays.stream(found)
                        .filter(TXTRecord.class::isInstance)
                        .map(record -> text((TXTRecord) record))
                        .toList();
    }

    private static String text(TXTRecord record) {
        return record.getStringsAsByteArrays().stream()
                .map(octets -> new String(octets, ISO_8859_1))
                .collect(Collectors.joining());
    }

    @Override
    public void init() {
        // Everything is set up by the constructor.
    }
}
