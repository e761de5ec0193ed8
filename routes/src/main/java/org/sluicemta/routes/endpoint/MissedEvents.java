package org.sluicemta.routes.endpoint;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts how often a route read its events too late, after some had been deleted. Labels are the cursors of route
 * files.
 */
public final class MissedEvents extends Collector {
    private final Map<String, LongAdder> gaps = new ConcurrentSkipListMap<>();

    /** From now on the cursor has a count. */
    void watch(String cursor) {
        gaps.computeIfAbsent(cursor, name -> new LongAdder());
    }

    void missed(String cursor) {
        gaps.computeIfAbsent(cursor, name -> new LongAdder()).increment();
    }

    @Override
    public List<MetricFamilySamples> collect() {
        CounterMetricFamily family = new CounterMetricFamily(
                "sluice_route_event_gaps_total",
                "How often a route found that events it had not read may have been deleted by age or size.",
                List.of("cursor"));
        gaps.forEach((cursor, count) -> family.addMetric(List.of(cursor), count.sum()));
        return List.of(family);
    }
}
