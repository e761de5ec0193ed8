package org.sluicemta.conf.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.sluicemta.egress.NextHop;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.egress.SourceId;
import org.sluicemta.network.IpRange;
import org.sluicemta.stream.StreamId;

/** Reads {@code egress.xml}. */
public final class EgressFile {
    public static final String NAME = "egress.xml";

    private final Set<StreamId> closedStreams = new HashSet<>();
    private final Map<StreamId, Duration> streamExpiry = new HashMap<>();
    private final ElementReader root;

    private EgressFile(ElementReader root) {
        this.root = root;
    }

    public static EgressPlan read(XmlElement file, Problems problems) {
        ElementReader root = ElementReader.root(file, "egress", problems);
        EgressPlan plan = new EgressFile(root).plan();
        root.finish();
        return plan;
    }

    private EgressPlan plan() {
        Map<PoolId, EgressPool> pools = pools();
        int remotePort = root.attribute("remote-port", ValueTypes.integer(1, 65535), 25);
        EgressSites sites = EgressSites.read(root.childOrEmpty("sites"));
        return new EgressPlan(
                pools,
                streams(pools),
                streamExpiry,
                closedStreams,
                sites.byId(),
                sites.other(),
                root.attribute("other-connections", ValueTypes.integer(1, 10_000), 200),
                nextHops(),
                root.child("relay-host").flatMap(NextHops::relayHost).orElse(null),
                remotePort,
                retrySchedules(),
                root.attribute("own-lane-threshold", ValueTypes.integer(1, 1_000_000), 500),
                root.attribute("slot-width", ValueTypes.DURATION_TIME, Duration.ofMinutes(1)),
                connectionLimits(root.childOrEmpty("connections")),
                networks(remotePort));
    }

    private static ConnectionLimits connectionLimits(ElementReader limits) {
        ConnectionLimits usual = ConnectionLimits.DEFAULT;
        return new ConnectionLimits(
                limits.attribute("server", ValueTypes.integer(1, 100_000), usual.server()),
                limits.attribute("per-pool", ValueTypes.integer(1, 100_000), usual.pool()),
                limits.attribute("per-source", ValueTypes.integer(1, 100_000), usual.source()),
                limits.attribute("per-host", ValueTypes.integer(1, 10_000), usual.host()),
                limits.attribute("opening", ValueTypes.integer(0, 10_000), usual.opening()));
    }

    private EgressNetworks networks(int remotePort) {
        List<IpRange> own = root.attribute("own-addresses", ValueTypes.NETWORKS, List.of());
        List<IpRange> allowed =
                root.attribute("allowed-networks", ValueTypes.NETWORKS, EgressNetworks.allowedByDefault(remotePort));
        return new EgressNetworks(own, allowed);
    }

    private Map<PoolId, EgressPool> pools() {
        Map<PoolId, EgressPool> pools = new LinkedHashMap<>();
        Set<SourceId> sources = new HashSet<>();
        ElementReader all = root.childOrEmpty("pools");
        for (ElementReader pool : all.children("pool")) {
            PoolId id = new PoolId(pool.required("name", ValueTypes.NAME, "unnamed"));
            List<EgressSource> own = sources(pool, sources);
            if (own.isEmpty()) {
                pool.problem("a pool needs at least one source, got none", "Add <source name=\"…\" ehlo=\"…\"/>");
            } else if (pools.put(id, new EgressPool(id, own)) != null) {
                pool.problem("two pools have the name \"" + id + "\"", "Rename one of them");
            }
        }
        if (all.children("pool").isEmpty()) {
            all.problem("there is no pool, so no mail could leave", "Add <pool name=\"…\"> with a <source>");
        }
        return pools;
    }

    private static List<EgressSource> sources(ElementReader pool, Set<SourceId> taken) {
        List<EgressSource> sources = new ArrayList<>();
        for (ElementReader source : pool.children("source")) {
            SourceId id = new SourceId(source.required("name", ValueTypes.NAME, "unnamed"));
            if (!taken.add(id)) {
                source.problem("two sources have the name \"" + id + "\"", "Rename one of them");
            }
            sources.add(new EgressSource(
                    id,
                    source.optional("address", ValueTypes.ADDRESS).orElse(null),
                    source.required("ehlo", ValueTypes.DOMAIN, "localhost"),
                    source.attribute("weight", ValueTypes.integer(1, 1000), 100)));
        }
        return sources;
    }

    private Map<StreamId, PoolId> streams(Map<PoolId, EgressPool> pools) {
        Map<StreamId, PoolId> streams = new LinkedHashMap<>();
        ElementReader all = root.childOrEmpty("streams");
        // A pool that has problems of its own is not there, but it was written.
        List<String> names = root.childOrEmpty("pools").children("pool").stream()
                .map(pool -> pool.element().attributes().getOrDefault("name", ""))
                .toList();
        for (ElementReader stream : all.children("stream")) {
            StreamId id = new StreamId(stream.required("name", ValueTypes.NAME, "unnamed"));
            if (stream.attribute("closed", ValueTypes.BOOLEAN, false)) {
                closedStreams.add(id);
            }
            expiry(stream).ifPresent(time -> streamExpiry.put(id, time));
            String pool = stream.required("pool", ValueTypes.NAME, "unnamed");
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
        Optional<Duration> time = stream.optional("expire-after", ValueTypes.DURATION_TIME);
        if (time.isPresent() && !time.get().isPositive()) {
            stream.problem("expire-after must be longer than nothing, got \"" + time.get() + "\"", "Write 1h");
            return Optional.empty();
        }
        return time;
    }

    private Map<String, NextHop> nextHops() {
        Map<String, NextHop> hops = new HashMap<>();
        for (ElementReader hop : root.childOrEmpty("next-hops").children("next-hop")) {
            String domain = hop.required("domain", ValueTypes.DOMAIN, "unnamed");
            if (hops.put(domain, NextHops.of(hop)) != null) {
                hop.problem("two next hops are for the domain \"" + domain + "\"", "Keep one of them");
            }
        }
        return hops;
    }

    private Map<String, RetrySchedule> retrySchedules() {
        Map<String, RetrySchedule> schedules = new LinkedHashMap<>();
        ElementReader all = root.childOrEmpty("retry-schedules");
        for (ElementReader one : all.children("retry-schedule")) {
            String name = one.required("name", ValueTypes.NAME, EgressPlan.DEFAULT_SCHEDULE);
            List<Duration> waits = one.required("waits", ValueTypes.DURATIONS, List.of(Duration.ofMinutes(5)));
            Duration expire = one.attribute("expire-after", ValueTypes.DURATION_TIME, Duration.ofDays(5));
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
