package org.sluicemta.queue.content;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import io.prometheus.client.SummaryMetricFamily;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Counts what the store does, and asks it for its size. */
public final class ContentCounts extends Collector implements FlushMeter {
    private static final double NANOS = 1e9;

    private final Supplier<ContentUse> use;
    private final LongAdder written = new LongAdder();
    private final LongAdder flushes = new LongAdder();
    private final LongAdder flushNanos = new LongAdder();

    ContentCounts(Supplier<ContentUse> use) {
        this.use = use;
    }

    void put(long octets) {
        written.add(octets);
    }

    @Override
    public void flushed(long nanos) {
        flushes.increment();
        flushNanos.add(nanos);
    }

    @Override
    public List<MetricFamilySamples> collect() {
        ContentUse now = use.get();
        GaugeMetricFamily octets = new GaugeMetricFamily(
                ContentMetric.OCTETS.metric().name(),
                ContentMetric.OCTETS.metric().help(),
                ContentMetric.OCTETS.metric().labels());
        octets.addMetric(List.of("held"), now.held());
        octets.addMetric(List.of("dead"), now.octets() - now.held());
        return List.of(
                octets,
                gauge(ContentMetric.SEGMENTS, now.segments()),
                gauge(ContentMetric.KNOWN, now.known() ? 1 : 0),
                new CounterMetricFamily(
                        ContentMetric.WRITTEN.metric().name(),
                        ContentMetric.WRITTEN.metric().help(),
                        written.sum()),
                new SummaryMetricFamily(
                        ContentMetric.FLUSHES.metric().name(),
                        ContentMetric.FLUSHES.metric().help(),
                        flushes.sum(),
                        flushNanos.sum() / NANOS));
    }

    private static GaugeMetricFamily gauge(ContentMetric metric, double value) {
        return new GaugeMetricFamily(metric.metric().name(), metric.metric().help(), value);
    }
}
