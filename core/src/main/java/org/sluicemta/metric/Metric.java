package org.sluicemta.metric;

import java.util.List;

/**
 * A metric, as /metrics and its reference page show it. Each module has an enum of its metrics.
 *
 * @param name stable, in Prometheus style: base units, {@code _total} for counters
 * @param help one sentence
 * @param labels from closed sets, never addresses or domains
 */
public record Metric(String name, String help, List<String> labels) {
    public Metric {
        labels = List.copyOf(labels);
    }

    public static Metric of(String name, String help, String... labels) {
        return new Metric(name, help, List.of(labels));
    }
}
