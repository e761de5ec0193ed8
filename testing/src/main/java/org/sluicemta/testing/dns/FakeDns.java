package org.sluicemta.testing.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.sluicemta.testing.event.Arrivals;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * A DNS server whose records are set in code. Names are given without a final dot; {@code *.example.org} matches what
 * is not set itself. A name that isn't set doesn't exist. Every setter takes effect with the next question and returns
 * this server.
 */
public final class FakeDns implements AutoCloseable {
    private static final int TXT_STRING = 255;
    private static final int KEPT_QUERIES = 10_000;

    private final DnsZones zones = new DnsZones();
    private final Arrivals<DnsQuery> queries = new Arrivals<>("DNS queries", KEPT_QUERIES);
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final DnsSockets sockets;
    private volatile Duration ttl = Duration.ofSeconds(60);

    private FakeDns(InetAddress address, int port) {
        this.sockets = DnsSockets.open(address, port, new DnsResponder(zones, this::note));
    }

    /** A server on 127.0.0.1 and a free port. */
    public static FakeDns start() {
        return start("127.0.0.1", 0);
    }

    /** A server on a chosen address; port 0 takes a free one. UDP and TCP have the same port. */
    public static FakeDns start(String address, int port) {
        return new FakeDns(ip(address), port);
    }

    /** Its address. */
    public InetSocketAddress address() {
        return sockets.address();
    }

    /** Records set from now on live this long, in whole seconds; 60 s at first. */
    public FakeDns ttl(Duration time) {
        ttl = time;
        return this;
    }

    /** Adds a mail exchanger. */
    public FakeDns mx(String domain, int preference, String host) {
        return add(new MXRecord(name(domain), DClass.IN, ttl.toSeconds(), preference, name(host)));
    }

    /** The domain accepts no mail: RFC 7505. */
    public FakeDns nullMx(String domain) {
        return add(new MXRecord(name(domain), DClass.IN, ttl.toSeconds(), 0, Name.root));
    }

    /** Adds IPv4 addresses. */
    public FakeDns a(String host, String... addresses) {
        for (String address : addresses) {
            add(new ARecord(name(host), DClass.IN, ttl.toSeconds(), ip(address)));
        }
        return this;
    }

    /** Adds IPv6 addresses. */
    public FakeDns aaaa(String host, String... addresses) {
        for (String address : addresses) {
            add(new AAAARecord(name(host), DClass.IN, ttl.toSeconds(), ip(address)));
        }
        return this;
    }

    /** Adds a text record; long text is cut into strings of 255 bytes (RFC 7208 section 3.3). */
    public FakeDns txt(String host, String text) {
        List<String> strings = new ArrayList<>();
        for (int from = 0; from == 0 || from < text.length(); from += TXT_STRING) {
            String part = text.substring(from, Math.min(text.length(), from + TXT_STRING));
            // dnsjava reads master file escapes in what it is given.
            strings.add(part.replace("\\", "\\\\").replace("\"", "\\\""));
        }
        return add(new TXTRecord(name(host), DClass.IN, ttl.toSeconds(), strings));
    }

    /** Makes {@code alias} another name of {@code target}. */
    public FakeDns cname(String alias, String target) {
        return add(new CNAMERecord(name(alias), DClass.IN, ttl.toSeconds(), name(target)));
    }

    /** Adds the reverse entry of an IPv4 or IPv6 address. */
    public FakeDns ptr(String address, String host) {
        return add(new PTRRecord(ReverseMap.fromAddress(ip(address)), DClass.IN, ttl.toSeconds(), name(host)));
    }

    /** Adds a DANE record (RFC 6698) for a TCP service, e.g. usage 3, selector 1, matching 1 and a SHA-256. */
    public FakeDns tlsa(String host, int port, int usage, int selector, int matching, byte[] data) {
        Name owner = name("_" + port + "._tcp." + host);
        return add(new TLSARecord(owner, DClass.IN, ttl.toSeconds(), usage, selector, matching, data));
    }

    /** Adds any record. */
    public FakeDns add(Record rr) {
        zones.add(rr);
        return this;
    }

    /** Answers for this domain and all below it say that they were validated, to clients that ask: the AD bit. */
    public FakeDns secure(String domain) {
        zones.secure(name(domain));
        return this;
    }

    /** Every question about the name fails in this way. */
    public FakeDns trouble(String host, DnsTrouble trouble) {
        return trouble(host, Type.ANY, trouble);
    }

    /**
     * Questions of one type about the name fail in this way.
     *
     * @param type a constant of {@link Type}
     */
    public FakeDns trouble(String host, int type, DnsTrouble trouble) {
        zones.trouble(name(host), type, trouble);
        return this;
    }

    /** Forgets all records and troubles of a name. */
    public FakeDns remove(String host) {
        zones.remove(name(host));
        return this;
    }

    /**
     * Forgets the records and troubles of one type of a name, or with {@link Type#ANY} the troubles of every type.
     */
    public FakeDns remove(String host, int type) {
        zones.remove(name(host), type);
        return this;
    }

    /** Forgets everything that was set; counts stay. */
    public FakeDns clear() {
        zones.clear();
        return this;
    }

    /** The last questions, oldest first. */
    public List<DnsQuery> queries() {
        return queries.all();
    }

    /** How often a name was asked for a type, over UDP and TCP. */
    public int queryCount(String host, int type) {
        return counts.getOrDefault(key(name(host).toString(true), type), 0);
    }

    /** Total number of questions. */
    public long queryCount() {
        return queries.total();
    }

    /** Waits for a matching question. */
    public DnsQuery awaitQuery(Predicate<DnsQuery> wanted, Duration timeout) {
        return queries.await(wanted, timeout);
    }

    private void note(DnsQuery query) {
        String bare = query.name().endsWith(".")
                ? query.name().substring(0, query.name().length() - 1)
                : query.name();
        counts.merge(key(bare, query.type()), 1, Integer::sum);
        queries.add(query);
    }

    private static String key(String host, int type) {
        return host.toLowerCase(Locale.ROOT) + " " + Type.string(type);
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("not a domain name: \"" + text + "\"", e);
        }
    }

    private static InetAddress ip(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: \"" + text + "\"", e);
        }
    }

    @Override
    public void close() {
        try {
            sockets.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the DNS server", e);
        }
    }
}
