package org.sluicemta.gateway.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.sluicemta.settings.DnsSettings;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * Mail exchangers from DNS by dnsjava, asynchronous, over one cache. CNAME records are followed, for the domain and
 * (though RFC 5321 section 5.1 forbids them there) for MX hosts. A domain without MX records is its own exchanger.
 */
public final class DnsMxResolver implements MxResolver {
    private final RecordLookup lookup;
    private final DaneLookup dane;

    @Inject
    public DnsMxResolver(DnsSettings settings) {
        this.lookup = new RecordLookup(DnsSessions.open(settings));
        this.dane = new DaneLookup(new ProvenLookup(DnsSessions.resolver(settings)));
    }

    @Override
    public CompletionStage<MxAnswer> exchangers(String domain) {
        return lookup.find(domain, Type.MX).thenCompose(answer -> switch (answer) {
            case RecordAnswer.Found found -> CompletableFuture.completedFuture(fromRecords(found.records()));
            case RecordAnswer.NoRecords none -> implicit(domain);
            case RecordAnswer.NoName none ->
                CompletableFuture.completedFuture(new MxAnswer.NoSuchDomain("Host or domain " + domain + " not found"));
            case RecordAnswer.Failed failed ->
                CompletableFuture.completedFuture(new MxAnswer.Unavailable(failed.text()));
        });
    }

    /** RFC 5321 section 5.1: without MX records the domain itself is the host, if it has an address. */
    private CompletionStage<MxAnswer> implicit(String domain) {
        return addresses(domain).thenApply(answer -> switch (answer) {
            case AddressAnswer.Addresses found -> new MxAnswer.Exchangers(List.of(new MxHost(domain, 0)));
            case AddressAnswer.None none ->
                new MxAnswer.NoSuchDomain("Domain " + domain + " has neither MX nor address records");
            case AddressAnswer.Unavailable failed -> new MxAnswer.Unavailable(failed.text());
        });
    }

    private static MxAnswer fromRecords(List<Record> records) {
        List<MxHost> hosts = new ArrayList<>();
        for (Record record : records) {
            MXRecord mx = (MXRecord) record;
            hosts.add(new MxHost(written(mx.getTarget()), mx.getPriority()));
        }
        // RFC 7505 section 3: a null MX stands alone; a root target among real hosts is ignored.
        boolean rootSeen = hosts.removeIf(host -> host.name().isEmpty());
        if (hosts.isEmpty()) {
            return rootSeen ? new MxAnswer.NullMx() : new MxAnswer.Unavailable("Empty answer for MX records");
        }
        Collections.shuffle(hosts);
        hosts.sort(Comparator.comparingInt(MxHost::preference));
        return new MxAnswer.Exchangers(hosts);
    }

    private static String written(Name name) {
        return name.equals(Name.root) ? "" : name.toString(true).toLowerCase(Locale.ROOT);
    }

    @Override
    public CompletionStage<AddressAnswer> addresses(String host) {
        return lookup.find(host, Type.A)
                .thenCombine(lookup.find(host, Type.AAAA), (four, six) -> joined(host, four, six));
    }

    private static AddressAnswer joined(String host, RecordAnswer four, RecordAnswer six) {
        List<InetAddress> found = new ArrayList<>(addressesOf(four));
        found.addAll(addressesOf(six));
        if (!found.isEmpty()) {
            return new AddressAnswer.Addresses(found);
        }
        if (four instanceof RecordAnswer.Failed failed) {
            return new AddressAnswer.Unavailable(failed.text());
        }
        if (six instanceof RecordAnswer.Failed failed) {
            return new AddressAnswer.Unavailable(failed.text());
        }
        return new AddressAnswer.None("Host " + host + " has no address");
    }

    @Override
    public CompletionStage<ProvenHosts> provenExchangers(String domain) {
        return dane.exchangers(domain);
    }

    @Override
    public CompletionStage<TlsaAnswer> tlsa(String host, int port) {
        return dane.tlsa(host, port);
    }

    @Override
    public CompletionStage<TextAnswer> texts(String name) {
        return lookup.find(name, Type.TXT).thenApply(answer -> switch (answer) {
            case RecordAnswer.Found found -> new TextAnswer.Texts(textsOf(found));
            case RecordAnswer.NoRecords none -> new TextAnswer.Texts(List.of());
            case RecordAnswer.NoName none -> new TextAnswer.Texts(List.of());
            case RecordAnswer.Failed failed -> new TextAnswer.Unavailable(failed.text());
        });
    }

    /** A record's strings belong together, without anything between them. */
    private static List<String> textsOf(RecordAnswer.Found found) {
        return found.records().stream()
                .filter(TXTRecord.class::isInstance)
                .map(record -> ((TXTRecord) record)
                        .getStringsAsByteArrays().stream()
                                .map(octets -> new String(octets, ISO_8859_1))
                                .collect(Collectors.joining()))
                .toList();
    }

    private static List<InetAddress> addressesOf(RecordAnswer answer) {
        if (!(answer instanceof RecordAnswer.Found found)) {
            return List.of();
        }
        List<InetAddress> addresses = new ArrayList<>();
        for (Record record : found.records()) {
            if (record instanceof ARecord four) {
                addresses.add(Addresses.nameless(four.getAddress()));
            } else if (record instanceof AAAARecord six) {
                addresses.add(Addresses.nameless(six.getAddress()));
            }
        }
        Collections.shuffle(addresses);
        return addresses;
    }
}
