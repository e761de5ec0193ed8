package org.sluicemta.delivery.engine;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.sluicemta.delivery.lateness.Kind;
import org.sluicemta.delivery.lateness.Lateness;
import org.sluicemta.delivery.outcome.StrangerNotices;
import org.sluicemta.egress.PoolId;
import org.sluicemta.event.EventType;
import org.sluicemta.event.Occurrence;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.broker.QueueCensus;
import org.sluicemta.queue.broker.QueueFacts;
import org.sluicemta.queue.broker.QueueNames;
import org.sluicemta.stream.StreamId;

/**
 * Counts outcomes by pool and stream, and measures depths on request. Register it with the collector registry, and have
 * every event passed to {@link #count}.
 */
@Singleton
public final class QueueMetrics extends Collector {
    private volatile List<QueueFacts> census = List.of();
    private final Lateness lateness;
    private final StrangerNotices strangers;
    private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();

    private record Key(QueueMetric metric, String pool, String stream) {}

    @Inject
    public QueueMetrics(QueueCensus queues, Lateness lateness, StrangerNotices strangers) {
        this.strangers = strangers;
        queues.onCount(seen -> census = seen);
        this.lateness = lateness;
    }

    /** Ignores events that aren't about queues. */
    public void count(Occurrence what) {
        QueueMetric metric = metric(what.type());
        PoolId pool = what.mail().pool();
        StreamId stream = what.mail().stream();
        if (metric != null && pool != null && stream != null) {
            counts.computeIfAbsent(new Key(metric, pool.value(), stream.value()), key -> new LongAdder())
                    .increment();
        }
    }

    private static @Nullable QueueMetric metric(EventType type) {
        return switch (type) {
            case QUEUED -> QueueMetric.QUEUED;
            case DELIVERED -> QueueMetric.DELIVERED;
            case DEFERRED -> QueueMetric.DEFERRED;
            case BOUNCED -> QueueMetric.BOUNCED;
            case EXPIRED -> QueueMetric.EXPIRED;
            case RECEIVED,
                    REPEATED,
                    REJECTED,
                    SUPPRESSED,
                    DISCARDED,
                    COPIED,
                    REMOTE_BOUNCE,
                    COMPLAINT,
                    UNSUBSCRIBED,
                    RETURNED,
                    TLS_REPORTED,
                    CANCELLED,
                    STREAM_PAUSED,
                    STREAM_RESUMED -> null;
        };
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<MetricFamilySamples> families = new ArrayList<>(counters());
        families.add(late());
        families.add(new CounterMetricFamily(
                QueueMetric.NOTICES_WITHHELD.metric().name(),
                QueueMetric.NOTICES_WITHHELD.metric().help(),
                strangers.withheld()));
        families.add(laneDepths());
        families.add(laterDepth());
        return families;
    }

    private List<MetricFamilySamples> counters() {
        Map<QueueMetric, CounterMetricFamily> families = new HashMap<>();
        counts.forEach((key, count) -> families.computeIfAbsent(
                        key.metric(),
                        metric -> new CounterMetricFamily(
                                metric.metric().name(),
                                metric.metric().help(),
                                metric.metric().labels()))
                .addMetric(List.of(key.pool(), key.stream()), count.sum()));
        return List.copyOf(families.values());
    }

    private MetricFamilySamples late() {
        GaugeMetricFamily family = new GaugeMetricFamily(
                QueueMetric.LATE.metric().name(),
                QueueMetric.LATE.metric().help(),
                QueueMetric.LATE.metric().labels());
        for (Kind kind : Kind.values()) {
            family.addMetric(List.of(kind.label()), lateness.of(kind).by().toMillis() / 1000.0);
        }
        return family;
    }

    /** From the latest census: a scrape never waits for the broker. */
    private MetricFamilySamples laneDepths() {
        Map<String, Long> byPool = new HashMap<>();
        for (QueueFacts queue : census) {
            LaneName.parse(queue.name())
                    .ifPresent(lane -> byPool.merge(lane.pool().value(), queue.depth(), Long::sum));
        }
        GaugeMetricFamily family = new GaugeMetricFamily(
                QueueMetric.LANE_DEPTH.metric().name(),
                QueueMetric.LANE_DEPTH.metric().help(),
                QueueMetric.LANE_DEPTH.metric().labels());
        byPool.forEach((pool, depth) -> family.addMetric(List.of(pool), depth));
        return family;
    }

    private MetricFamilySamples laterDepth() {
        long waiting = census.stream()
                .filter(queue -> queue.name().startsWith(QueueNames.LATER))
                .mapToLong(QueueFacts::depth)
                .sum();
        return new GaugeMetricFamily(
                QueueMetric.LATER_DEPTH.metric().name(),
                QueueMetric.LATER_DEPTH.metric().help(),
                waiting);
    }
}
