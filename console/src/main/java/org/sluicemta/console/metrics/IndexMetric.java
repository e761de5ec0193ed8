package org.sluicemta.console.metrics;

import org.sluicemta.metric.Metric;

/** Metrics of the index of events. */
public enum IndexMetric {
    LAG_EVENTS("sluice_index_lag_events", "Events that aren't in the index yet, from their octets."),
    LAG("sluice_index_lag_seconds", "Time since every event was in the index; 0 if every one is."),
    BYTES("sluice_index_size_bytes", "Size of the index."),
    EVENTS("sluice_index_events_total", "Events indexed since the start."),
    FAILURES("sluice_index_failures_total", "Attempts to index events that failed.");

    private final Metric metric;

    IndexMetric(String name, String help) {
        this.metric = Metric.of(name, help);
    }

    public Metric metric() {
        return metric;
    }
}
