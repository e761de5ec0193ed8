package org.sluicemta.conf.file;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sluicemta.conf.xml.ElementDescription;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.Nearest;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.conf.xml.XmlElement;
import org.sluicemta.egress.ConnectionLimits;
import org.sluicemta.egress.EgressNetworks;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.MessageCap;
import org.sluicemta.egress.NextHop;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.egress.SendRates;
import org.sluicemta.egress.ServerCaps;
import org.sluicemta.egress.SourceId;
import org.sluicemta.network.IpRange;
import org.sluicemta.stream.StreamId;

/** Reads {@code egress.xml}. */
public final class EgressFile {
    public static final String NAME = "egress.xml";
    public static final String TITLE = "egress.xml: how mail leaves. A change is reloaded without a restart.";

    private final Set<StreamId> closedStreams = new HashSet<>();
    private final Map<StreamId, Duration> streamExpiry = new HashMap<>();
    private final Map<StreamId, Integer> streamPriorities = new HashMap<>();
    private final ElementReader root;
    private final Path home;

    private EgressFile(ElementReader root, Path home) {
        this.root = root;
        this.home = home.toAbsolutePath().normalize();
    }

    /** @param home what relative files are below */
    public static EgressPlan read(XmlElement file, Path home, Problems problems) {
        ElementReader root = ElementReader.root(file, "egress", problems);
        EgressPlan plan = new EgressFile(root, home).plan();
        root.finish();
        return plan;
    }

    public static ElementDescription describe() {
        ElementReader root = ElementReader.describing("egress", "How mail leaves.");
        new EgressFile(root, Path.of("")).plan();
        return root.description();
    }

    private EgressPlan plan() {
        Map<PoolId, EgressPool> pools = pools();
        int remotePort = root.attribute(
                "remote-port",
                ValueTypes.integer(1, 65535),
                25,
                "Port of remote servers; anything but 25 is for tests.");
        EgressSites sites = EgressSites.read(root.childOrEmpty("sites", "Providers with their own settings."), home);
        return new EgressPlan(
                pools,
                streams(pools),
                streamExpiry,
                closedStreams,
                sites.byId(),
                sites.other(),
                root.attribute(
                        "other-connections",
                        ValueTypes.integer(1, 10_000),
                        200,
                        "Open connections from one pool to all domains without a site, 1 to 10000; each of "
                                + "these domains has the limits of other-site."),
                nextHops(),
                root.child(
                                "relay-host",
                                "Smarthost for all mail without a next-hop of its own; MX records are then not used.")
                        .flatMap(hop -> NextHops.relayHost(hop, home))
                        .orElse(null),
                remotePort,
                retrySchedules(),
                root.attribute(
                        "own-lane-threshold",
                        ValueTypes.integer(1, 1_000_000),
                        500,
                        "Number of messages waiting for a site at which a tenant gets its own queue there."),
                root.attribute(
                        "slot-width",
                        ValueTypes.DURATION_TIME,
                        Duration.ofMinutes(1),
                        "Retries are grouped into slots of this length."),
                connectionLimits(root.childOrEmpty(
                        "connections",
                        "How many connections may be open at a time, over all sites, including idle ones and those being "
                                + "opened count.")),
                new ServerCaps(
                        MessageCaps.read(root, "Caps on everything that leaves."),
                        SharedLimits.tenants(root, "over all sites"),
                        SharedLimits.campaigns(root, "over all sites")),
                networks(remotePort),
                streamPriorities,
                PublishedTlsSettings.read(
                        root.childOrEmpty(
                                "tls-policies", "TLS policies that receiving domains publish. The strictest holds."),
                        root.childOrEmpty(
                                "tls-reports", "Reports to receiving domains about TLS and their policies.")));
    }

    private static ConnectionLimits connectionLimits(ElementReader limits) {
        ConnectionLimits defaults = ConnectionLimits.DEFAULTS;
        return new ConnectionLimits(
                limits.attribute(
                        "server",
                        ValueTypes.integer(1, 100_000),
                        defaults.server(),
                        "In total, 1 to 100000, but never more than half of the process's file descriptors."),
                limits.attribute(
                        "per-pool", ValueTypes.integer(1, 100_000), defaults.pool(), "From one pool, 1 to 100000."),
                limits.attribute(
                        "per-source",
                        ValueTypes.integer(1, 100_000),
                        defaults.source(),
                        "From one source, 1 to 100000."),
                limits.attribute(
                        "per-host",
                        ValueTypes.integer(1, 10_000),
                        defaults.host(),
                        "To one address of an MX host, from all pools, for domains without a site of their own; 1 "
                                + "to 10000."),
                limits.attribute(
                        "opening",
                        ValueTypes.integer(0, 10_000),
                        defaults.opening(),
                        "From one pool to domains without a site: connections that have taken over a second to "
                                + "open, 0 to 10000. Meanwhile they don't count as other-connections."));
    }

    private EgressNetworks networks(int remotePort) {
        List<IpRange> own = root.attribute(
                "own-addresses",
                ValueTypes.NETWORKS,
                List.of(),
                "Addresses of this server that no interface of it has, such as those of a NAT or a proxy in "
                        + "front of it. Default: none.");
        List<IpRange> allowed = root.attribute(
                "allowed-networks",
                ValueTypes.NETWORKS,
                EgressNetworks.allowedByDefault(remotePort),
                "Private networks, or addresses of this machine, that DNS may direct mail to. Default: none, but"
                        + " loopback if remote-port isn't 25.");
        return new EgressNetworks(own, allowed);
    }

    private Map<PoolId, EgressPool> pools() {
        Map<PoolId, EgressPool> pools = new LinkedHashMap<>();
        Set<SourceId> sources = new HashSet<>();
        WarmUpPlans warmUps = WarmUpPlans.read(
                root.childOrEmpty("warm-up-plans", "How much new sources may send day by day."),
                EgressSites.names(root.element()));
        ElementReader all = root.childOrEmpty("pools", "The pools.");
        for (ElementReader pool : all.children("pool", "Sending addresses for one kind of mail.")) {
            PoolId id = new PoolId(pool.required("name", ValueTypes.NAME, "unnamed", "Its name."));
            List<EgressSource> own = sources(pool, sources, warmUps);
            List<MessageCap> caps = MessageCaps.read(pool, "Caps on all that its sources send.");
            SendRates rates = SendRateAttributes.read(pool, "from all its sources");
            if (own.isEmpty()) {
                pool.problem("a pool needs at least one source, got none", "Add <source name=\"…\" ehlo=\"…\"/>");
            } else if (pools.put(id, new EgressPool(id, own, caps, rates)) != null) {
                pool.problem("two pools have the name \"" + id + "\"", "Rename one of them");
            }
        }
        if (all.children("pool").isEmpty()) {
            all.problem("there is no pool, so no mail could leave", "Add <pool name=\"…\"> with a <source>");
        }
        return pools;
    }

    private static List<EgressSource> sources(ElementReader pool, Set<SourceId> taken, WarmUpPlans warmUps) {
        List<EgressSource> sources = new ArrayList<>();
        for (ElementReader source : pool.children("source", "A sending address.")) {
            SourceId id = new SourceId(
                    source.required("name", ValueTypes.NAME, "unnamed", "Its name, unique over all pools."));
            if (!taken.add(id)) {
                source.problem("two sources have the name \"" + id + "\"", "Rename one of them");
            }
            Optional<InetAddress> address = source.optional(
                    "address",
                    ValueTypes.ADDRESS,
                    "Local address to send from; if empty, the system chooses. With a <proxy>, the address that it sends"
                            + " from.");
            sources.add(new EgressSource(
                    id,
                    address.orElse(null),
                    source.required(
                            "ehlo",
                            ValueTypes.DOMAIN,
                            "localhost",
                            "Name used in EHLO; should equal the PTR record of the address."),
                    source.attribute(
                            "weight", ValueTypes.integer(1, 1000), 100, "Share of the pool's connections, 1 to 1000."),
                    MessageCaps.read(source, "Caps on all that it sends."),
                    warmUps.of(source),
                    SourceProxies.of(source, address).orElse(null)));
        }
        return sources;
    }

    private Map<StreamId, PoolId> streams(Map<PoolId, EgressPool> pools) {
        Map<StreamId, PoolId> streams = new LinkedHashMap<>();
        ElementReader all = root.childOrEmpty("streams", "Which pool each stream is sent from.");
        // A pool with problems is missing from the result, but it was written.
        List<String> names = root
                .childOrEmpty("pools", "The pools.")
                .children("pool", "Sending addresses for one kind of mail.")
                .stream()
                .map(pool -> pool.element().attributes().getOrDefault("name", ""))
                .toList();
        for (ElementReader stream : all.children("stream", "A kind of mail.")) {
            StreamId id = new StreamId(stream.required("name", ValueTypes.NAME, "unnamed", "Its name."));
            if (stream.attribute(
                    "closed",
                    ValueTypes.BOOLEAN,
                    false,
                    "true: only tenants that name it, as default-stream or in streams, may use it.")) {
                closedStreams.add(id);
            }
            expiry(stream).ifPresent(time -> streamExpiry.put(id, time));
            int priority = stream.attribute(
                    "priority",
                    ValueTypes.integer(1, 9),
                    EgressPlan.USUAL_PRIORITY,
                    "1 to 9. Where several streams leave by one pool, the mail of a higher one goes first at each"
                            + " site; after nine messages of higher ones comes one of each lower one that has mail.");
            if (priority != EgressPlan.USUAL_PRIORITY) {
                streamPriorities.put(id, priority);
            }
            String pool = stream.required("pool", ValueTypes.NAME, "unnamed", "The pool it is sent from.");
            if (!names.contains(pool)) {
                stream.problem("pool must be one of <pools>, got \"" + pool + "\"", Nearest.hint(pool, names));
            } else if (pools.containsKey(new PoolId(pool)) && streams.put(id, new PoolId(pool)) != null) {
                stream.problem("two streams have the name \"" + id + "\"", "Keep one of them");
            }
        }
        if (all.children("stream").isEmpty()) {
            all.problem("no stream has a pool, so no mail could leave", "Add <stream name=\"…\" pool=\"…\"/>");
        }
        return streams;
    }

    private static Optional<Duration> expiry(ElementReader stream) {
        Optional<Duration> time = stream.optional(
                "expire-after",
                ValueTypes.DURATION_TIME,
                "Time after acceptance at which mail of the stream is given up, even if the retry schedule has a "
                        + "longer one. Default: the schedule's time.");
        if (time.isPresent() && !time.get().isPositive()) {
            stream.problem("expire-after must be longer than nothing, got \"" + time.get() + "\"", "Write 1h");
            return Optional.empty();
        }
        return time;
    }

    private Map<String, NextHop> nextHops() {
        Map<String, NextHop> hops = new HashMap<>();
        for (ElementReader hop : root.childOrEmpty("next-hops", "Domains whose mail doesn't go to their MX.")
                .children("next-hop", "One domain.")) {
            String domain = hop.required("domain", ValueTypes.DOMAIN, "unnamed", "The recipients' domain.");
            if (hops.put(domain, NextHops.of(hop, home)) != null) {
                hop.problem("two next hops are for the domain \"" + domain + "\"", "Keep one of them");
            }
        }
        return hops;
    }

    private Map<String, RetrySchedule> retrySchedules() {
        Map<String, RetrySchedule> schedules = new LinkedHashMap<>();
        ElementReader all = root.childOrEmpty(
                "retry-schedules", "When deferred messages are retried. One schedule must be named default.");
        for (ElementReader one : all.children("retry-schedule", "A schedule, named by classes of responses.xml.")) {
            String name = one.required("name", ValueTypes.NAME, EgressPlan.DEFAULT_SCHEDULE, "Its name.");
            List<Duration> waits = one.required(
                    "waits",
                    ValueTypes.DURATIONS,
                    List.of(Duration.ofMinutes(5)),
                    "Wait after the first, second, … failed attempt; the last repeats.");
            Duration expire = one.attribute(
                    "expire-after",
                    ValueTypes.DURATION_TIME,
                    Duration.ofDays(5),
                    "Time after acceptance at which a message is given up, if its last reply used this schedule.");
            if (!expire.isPositive()) {
                one.problem("expire-after must be longer than nothing, got \"" + expire + "\"", "Write 5d");
                expire = Duration.ofDays(5);
            }
            if (schedules.put(name, new RetrySchedule(name, waits, expire)) != null) {
                one.problem("two retry schedules have the name \"" + name + "\"", "Rename one of them");
            }
        }
        if (!schedules.containsKey(EgressPlan.DEFAULT_SCHEDULE)) {
            all.problem(
                    "a retry schedule named default is needed, got " + schedules.keySet(),
                    "Add <retry-schedule name=\"default\" waits=\"5m 15m 30m 1h\" expire-after=\"5d\"/>");
            schedules.put(
                    EgressPlan.DEFAULT_SCHEDULE,
                    new RetrySchedule(EgressPlan.DEFAULT_SCHEDULE, List.of(Duration.ofMinutes(5)), Duration.ofDays(5)));
        }
        return schedules;
    }
}
