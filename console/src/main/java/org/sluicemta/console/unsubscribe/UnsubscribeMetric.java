package org.sluicemta.console.unsubscribe;

import java.util.List;

/** What the endpoint counts. The label is from a closed set. */
enum UnsubscribeMetric {
    REQUESTS(
            "sluice_unsubscribe_requests_total",
            "Requests to unsubscribe: asked, unsubscribed, repeated, unknown, malformed or failed.",
            "result");

    private final String metric;
    private final String help;
    private final List<String> labels;

    UnsubscribeMetric(String metric, String help, String... labels) {
        this.metric = metric;
        this.help = help;
        this.labels = List.of(labels);
    }

    String metric() {
        return metric;
    }

    String help() {
        return help;
    }

    List<String> labels() {
        return labels;
    }
}
