package org.sluicemta.gateway.dns;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.sluicemta.gateway.dane.Tlsa;
import org.sluicemta.gateway.dns.ProvenLookup.Proven;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.Type;

/** What DNSSEC proves about a domain's hosts and their certificates. RFC 7672 section 2. */
final class DaneLookup {
    private final ProvenLookup lookup;

    DaneLookup(ProvenLookup lookup) {
        this.lookup = lookup;
    }

    CompletionStage<ProvenHosts> exchangers(String domain) {
        return lookup.find(domain, Type.MX).thenApply(answer -> switch (answer) {
            case Proven.Secure secure -> new ProvenHosts.Names(hosts(domain, secure.records()));
            case Proven.Insecure insecure -> new ProvenHosts.Names(Set.of());
            case Proven.Failed failed -> new ProvenHosts.Unavailable(failed.text());
        });
    }

    /** RFC 5321 section 5.1: without MX records the domain itself is the host. */
    private static Set<String> hosts(String domain, List<Record> exchangers) {
        return exchangers.isEmpty()
                ? Set.of(domain)
                : exchangers.stream()
                        .map(record -> ProvenLookup.written(((MXRecord) record).getTarget()))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** RFC 7672 section 2.2.2: only hosts whose address is proven are asked for more. */
    CompletionStage<TlsaAnswer> tlsa(String host, int port) {
        return lookup.find(host, Type.A).thenCompose(address -> switch (address) {
            case Proven.Secure secure -> tlsa(host, secure.owner(), port);
            case Proven.Insecure insecure -> done(new TlsaAnswer.None());
            case Proven.Failed failed -> done(new TlsaAnswer.Unavailable(failed.text()));
        });
    }

    /** RFC 7672 section 2.2.3: where an alias leads, and else the alias itself. */
    private CompletionStage<TlsaAnswer> tlsa(String host, String base, int port) {
        return lookup.find("_" + port + "._tcp." + base, Type.TLSA).thenCompose(answer -> switch (answer) {
            case Proven.Secure secure -> proven(host, base, port, secure.records());
            case Proven.Insecure insecure -> done(new TlsaAnswer.None());
            case Proven.Failed failed -> done(new TlsaAnswer.Unavailable(failed.text()));
        });
    }

    private CompletionStage<TlsaAnswer> proven(String host, String base, int port, List<Record> records) {
        if (!records.isEmpty()) {
            return done(new TlsaAnswer.Records(read(records), base));
        }
        return base.equals(host) ? done(new TlsaAnswer.None()) : tlsa(host, host, port);
    }

    private static CompletionStage<TlsaAnswer> done(TlsaAnswer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private static List<Tlsa> read(List<Record> records) {
        return records.stream()
                .map(record -> (TLSARecord) record)
                .map(record -> new Tlsa(
                        record.getCertificateUsage(),
                        record.getSelector(),
                        record.getMatchingType(),
                        HexFormat.of().formatHex(record.getCertificateAssociationData())))
                .toList();
    }
}
