package org.sluicemta.delivery.tlsreport;

import org.sluicemta.metric.Metric;

/** What is counted of reports. Labels come from closed sets. */
public enum ReportMetric {
    SENT(
            "sluice_tls_reports_total",
            "TLS reports that are in the queues or were posted (sent), could not be delivered for now (later), or were"
                    + " given up (failed), by way.",
            "way",
            "result");

    private final Metric metric;

    ReportMetric(String name, String help, String... labels) {
        this.metric = Metric.of(name, help, labels);
    }

    public Metric metric() {
        return metric;
    }
}
