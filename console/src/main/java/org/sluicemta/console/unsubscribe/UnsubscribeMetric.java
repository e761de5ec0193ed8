package org.sluicemta.console.unsubscribe;

import org.sluicemta.metric.Metric;

/** What the endpoint counts. The label is from a closed set. */
enum UnsubscribeMetric {
    REQUESTS(
            "sluice_unsubscribe_requests_total",
            "Requests to unsubscribe: asked, unsubscribed, repeated, unknown, malformed or failed.",
            "result");

    private final Metric metric;

    UnsubscribeMetric(String name, String help, String... labels) {
        this.metric = Metric.of(name, help, labels);
    }

    Metric metric() {
        return metric;
    }
}
