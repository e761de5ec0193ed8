package org.sluicemta.console.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.event.EventSearch;
import org.sluicemta.event.SearchState;

/** Exports how far the index of events has got. */
@Singleton
public final class IndexMetrics extends Collector {
    private final EventSearch search;

    @Inject
    public IndexMetrics(EventSearch search) {
        this.search = search;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        SearchState state = search.state();
        return List.of(
                gauge(IndexMetric.LAG_EVENTS, state.lagEvents()),
                gauge(IndexMetric.LAG, state.lag().toMillis() / 1000.0),
                gauge(IndexMetric.BYTES, state.octets()),
                counter(IndexMetric.EVENTS, state.indexed()),
                counter(IndexMetric.FAILURES, state.failures()));
    }

    private static MetricFamilySamples gauge(IndexMetric metric, double value) {
        return new GaugeMetricFamily(metric.metric().name(), metric.metric().help(), value);
    }

    private static MetricFamilySamples counter(IndexMetric metric, double value) {
        return new CounterMetricFamily(metric.metric().name(), metric.metric().help(), value);
    }
}
