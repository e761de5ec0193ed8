package org.sluicemta.egress;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluicemta.network.IpRange;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Tenant;

/**
 * The whole of egress.xml, immutable.
 *
 * @param pools by id; at least one
 * @param streams the pool each stream leaves by; every pool named exists
 * @param streamExpiry time after which mail of a stream is given up, where the stream sets its own
 * @param closedStreams streams that only tenants listing them may use
 * @param sites configured sites by id
 * @param otherSite settings of each domain that has no configured site
 * @param otherConnections open connections of a pool to all those domains together
 * @param nextHops per recipient domain, lower case
 * @param relayHost where all other mail goes, or null to look up MX records
 * @param remotePort port of MX hosts, 25 except in tests
 * @param retrySchedules by name; always holds {@code default}
 * @param ownLaneThreshold backlog at which a tenant gets a lane of its own, or a domain a site of its own; in messages
 * @param slotWidth narrowest time slot of retries
 * @param connectionLimits over all sites
 * @param caps over all sites
 * @param networks addresses that mail may or may not go to when found by DNS
 * @param streamPriorities priority of streams that don't have {@link #USUAL_PRIORITY}
 * @param publishedTls which TLS policies of receiving domains are followed
 */
public record EgressPlan(
        Map<PoolId, EgressPool> pools,
        Map<StreamId, PoolId> streams,
        Map<StreamId, Duration> streamExpiry,
        Set<StreamId> closedStreams,
        Map<SiteId, EgressSite> sites,
        EgressSite otherSite,
        int otherConnections,
        Map<String, NextHop> nextHops,
        @Nullable NextHop relayHost,
        int remotePort,
        Map<String, RetrySchedule> retrySchedules,
        int ownLaneThreshold,
        Duration slotWidth,
        ConnectionLimits connectionLimits,
        ServerCaps caps,
        EgressNetworks networks,
        Map<StreamId, Integer> streamPriorities,
        PublishedTls publishedTls) {
    public static final int USUAL_PRIORITY = 5;

    public static final String DEFAULT_SCHEDULE = "default";

    private static final StreamId TRANSACTIONAL = new StreamId("transactional");

    public EgressPlan {
        pools = Map.copyOf(pools);
        streams = Map.copyOf(streams);
        streamExpiry = Map.copyOf(streamExpiry);
        closedStreams = Set.copyOf(closedStreams);
        sites = Map.copyOf(sites);
        nextHops = Map.copyOf(nextHops);
        retrySchedules = Map.copyOf(retrySchedules);
        streamPriorities = Map.copyOf(streamPriorities);
        if (!retrySchedules.containsKey(DEFAULT_SCHEDULE)) {
            throw new IllegalArgumentException("a retry schedule named default is needed");
        }
        for (PoolId pool : streams.values()) {
            if (!pools.containsKey(pool)) {
                throw new IllegalArgumentException("a stream leaves by pool " + pool + ", which does not exist");
            }
        }
    }

    /** Without priorities of streams and the TLS policies of receiving domains. */
    public EgressPlan(
            Map<PoolId, EgressPool> pools,
            Map<StreamId, PoolId> streams,
            Map<StreamId, Duration> streamExpiry,
            Set<StreamId> closedStreams,
            Map<SiteId, EgressSite> sites,
            EgressSite otherSite,
            int otherConnections,
            Map<String, NextHop> nextHops,
            @Nullable NextHop relayHost,
            int remotePort,
            Map<String, RetrySchedule> retrySchedules,
            int ownLaneThreshold,
            Duration slotWidth,
            ConnectionLimits connectionLimits,
            ServerCaps caps,
            EgressNetworks networks) {
        this(
                pools,
                streams,
                streamExpiry,
                closedStreams,
                sites,
                otherSite,
                otherConnections,
                nextHops,
                relayHost,
                remotePort,
                retrySchedules,
                ownLaneThreshold,
                slotWidth,
                connectionLimits,
                caps,
                networks,
                Map.of(),
                PublishedTls.IGNORED);
    }

    /** With every stream open to all tenants, and default connection limits. */
    public EgressPlan(
            Map<PoolId, EgressPool> pools,
            Map<StreamId, PoolId> streams,
            Map<SiteId, EgressSite> sites,
            EgressSite otherSite,
            int otherConnections,
            Map<String, NextHop> nextHops,
            @Nullable NextHop relayHost,
            int remotePort,
            Map<String, RetrySchedule> retrySchedules,
            int ownLaneThreshold,
            Duration slotWidth,
            EgressNetworks networks) {
        this(
                pools,
                streams,
                Map.of(),
                Set.of(),
                sites,
                otherSite,
                otherConnections,
                nextHops,
                relayHost,
                remotePort,
                retrySchedules,
                ownLaneThreshold,
                slotWidth,
                ConnectionLimits.DEFAULTS,
                ServerCaps.NONE,
                networks);
    }

    /** Whether a tenant may use this stream: its default stream, one it lists, or any open one if it lists none. */
    public boolean isOpenTo(Tenant tenant, StreamId stream) {
        boolean granted = tenant.streams().isEmpty()
                ? !closedStreams.contains(stream)
                : tenant.streams().contains(stream);
        return streams.containsKey(stream) && (granted || tenant.defaultStream().equals(stream));
    }

    public Optional<EgressPool> pool(PoolId id) {
        return Optional.ofNullable(pools.get(id));
    }

    /**
     * The pool a stream leaves by unless its route names another. Throws IllegalStateException when no pool carries it.
     */
    public PoolId poolOf(StreamId stream) {
        PoolId pool = streams.get(stream);
        if (pool == null) {
            throw new IllegalStateException(
                    "no pool carries stream " + stream + "; egress.xml must say by which pool it leaves");
        }
        return pool;
    }

    /** Mail of a stream with a higher one goes first, where several leave by one pool. */
    public int priority(StreamId stream) {
        return streamPriorities.getOrDefault(stream, USUAL_PRIORITY);
    }

    /** Whether more than one stream leaves by the pool, unless its route names another. */
    public boolean hasSeveralStreams(PoolId pool) {
        return Collections.frequency(streams.values(), pool) > 1;
    }

    /** The stream of mail that nobody chose one for: transactional, or else the first in alphabetical order. */
    public StreamId usualStream() {
        return streams.containsKey(TRANSACTIONAL)
                ? TRANSACTIONAL
                : Collections.min(streams.keySet(), Comparator.comparing(StreamId::value));
    }

    /** Settings of a site: its own, or those of the common site under its name. */
    public EgressSite site(SiteId id) {
        EgressSite known = sites.get(id);
        return known != null
                ? known
                : new EgressSite(
                        id,
                        List.of(),
                        List.of(),
                        List.of(),
                        otherSite.limits(),
                        otherSite.tls(),
                        SiteCaps.NONE,
                        otherSite.adaptive(),
                        otherSite.addresses(),
                        null,
                        otherSite.tlsClient());
    }

    /**
     * Limits on a pool's connections to a site. The common site's limit covers all its domains together. Behind a relay
     * host they are all one server.
     */
    public SiteLimits limits(SiteId id) {
        SiteLimits own = site(id).limits();
        return id.equals(SiteId.OTHER) && relayHost == null
                ? own.withConnections(Math.max(otherConnections, own.connections()))
                : own;
    }

    /** The schedule of that name, or the default. */
    public RetrySchedule retrySchedule(String name) {
        RetrySchedule schedule = retrySchedules.get(name);
        return schedule != null ? schedule : Objects.requireNonNull(retrySchedules.get(DEFAULT_SCHEDULE));
    }

    /**
     * How long after its first attempt is due a message is given up, if its last answer uses this schedule. The
     * stream's own time applies where it is shorter.
     */
    public Duration expireAfter(StreamId stream, String schedule) {
        Duration ofSchedule = retrySchedule(schedule).expireAfter();
        Duration ofStream = streamExpiry.getOrDefault(stream, ofSchedule);
        return ofStream.compareTo(ofSchedule) < 0 ? ofStream : ofSchedule;
    }

    /** The site that lists this domain. Validation ensures there is at most one. */
    public Optional<SiteId> siteOfDomain(String domain) {
        return sites.values().stream()
                .filter(site -> site.domains().contains(domain))
                .map(EgressSite::id)
                .findFirst();
    }

    /** The site that lists a suffix of this MX host name; the longest suffix wins. */
    public Optional<SiteId> siteOfMx(String mxHost) {
        return sites.values().stream()
                .filter(site -> longestEnd(site, mxHost) > 0)
                .max(Comparator.comparingInt(site -> longestEnd(site, mxHost)))
                .map(EgressSite::id);
    }

    /** The site that lists a network of one of these addresses; the longest prefix wins. */
    public Optional<SiteId> siteOfAddresses(Collection<InetAddress> addresses) {
        return sites.values().stream()
                .filter(site -> longestPrefix(site, addresses) >= 0)
                .max(Comparator.comparingInt((EgressSite site) -> longestPrefix(site, addresses))
                        .thenComparing(site -> site.id().value()))
                .map(EgressSite::id);
    }

    /** Whether any site is known by the addresses of its MX hosts. */
    public boolean hasNetworks() {
        return sites.values().stream().anyMatch(site -> !site.networks().isEmpty());
    }

    private static int longestPrefix(EgressSite site, Collection<InetAddress> addresses) {
        return site.networks().stream()
                .filter(network -> addresses.stream().anyMatch(network::contains))
                .mapToInt(IpRange::prefixLength)
                .max()
                .orElse(-1);
    }

    private static int longestEnd(EgressSite site, String mxHost) {
        return site.mxSuffixes().stream()
                .filter(mxHost::endsWith)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
