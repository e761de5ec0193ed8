package org.sluicemta.metric;

import java.util.List;

/**
 * A metric, as /metrics and its reference page show it. The metrics of a room are an enum whose constants have one each.
 *
 * @param name in the manner of Prometheus: base units, {@code _total} for what only grows; stable
 * @param help a sentence
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
