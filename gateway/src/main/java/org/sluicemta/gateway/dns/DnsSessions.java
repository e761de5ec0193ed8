package org.sluicemta.gateway.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.settings.DnsSettings;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.lookup.LookupSession;

/** Makes lookup sessions from settings: one cache, positive and negative, over all servers. */
public final class DnsSessions {
    private static final int CACHE_ENTRIES = 100_000;
    private static final int LONGEST_CACHED_SECONDS = 86_400;
    /**
     * RFC 2308 section 5 suggests one to three hours at most, but a new domain shouldn't wait that long for its mail.
     */
    private static final int LONGEST_NEGATIVE_SECONDS = 300;

    private static final int TRIES_PER_SERVER = 2;
    private static final int DNS_PORT = 53;

    private DnsSessions() {}

    static LookupSession open(DnsSettings settings) {
        Cache cache = new Cache(DClass.IN);
        cache.setMaxEntries(CACHE_ENTRIES);
        cache.setMaxCache(LONGEST_CACHED_SECONDS);
        cache.setMaxNCache(LONGEST_NEGATIVE_SECONDS);
        return LookupSession.builder()
                .resolver(resolver(settings))
                .cache(cache)
                .executor(Runnable::run)
                .build();
    }

    /** Asks the servers in turn; the system's servers if none are configured. */
    public static Resolver resolver(DnsSettings settings) {
        List<InetSocketAddress> servers = settings.servers().isEmpty()
                ? ResolverConfig.getCurrentConfig().servers()
                : settings.servers().stream().map(DnsSessions::server).toList();
        ExtendedResolver all = new ExtendedResolver(servers.stream()
                .map(server -> single(server, settings.timeout()))
                .toArray(Resolver[]::new));
        all.setRetries(TRIES_PER_SERVER);
        all.setTimeout(settings.timeout().multipliedBy((long) TRIES_PER_SERVER * servers.size()));
        return all;
    }

    private static Resolver single(InetSocketAddress server, Duration timeout) {
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setTimeout(timeout);
        return resolver;
    }

    /** Reads {@code 192.0.2.1}, {@code 192.0.2.1:5353}, {@code 2001:db8::1} or {@code [2001:db8::1]:5353}. */
    static InetSocketAddress server(String text) {
        int bracket = text.indexOf(']');
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > bracket && (bracket > 0 || text.indexOf(':') == colon);
        String host = hasPort ? text.substring(0, colon) : text;
        return new InetSocketAddress(
                address(host.replace("[", "").replace("]", ""), text), hasPort ? port(text, colon) : DNS_PORT);
    }

    private static InetAddress address(String host, String text) {
        if (!Addresses.isLiteral(host)) {
            throw badServer(text, null);
        }
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw badServer(text, e);
        }
    }

    private static int port(String text, int colon) {
        try {
            return Integer.parseInt(text.substring(colon + 1));
        } catch (NumberFormatException e) {
            throw badServer(text, e);
        }
    }

    private static IllegalArgumentException badServer(String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "a DNS server must be an address or address:port, got \"" + text + "\"", cause);
    }
}
