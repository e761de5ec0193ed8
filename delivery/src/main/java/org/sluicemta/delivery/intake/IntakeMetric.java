package org.sluicemta.delivery.intake;

import org.sluicemta.metric.Metric;

/** What is counted of mail that comes back. Labels come from closed sets. */
public enum IntakeMetric {
    TLS_SESSIONS(
            "sluice_tls_reported_sessions_total",
            "Sessions with our own hosts as others report them, by policy type and result.",
            "policy_type",
            "result");

    private final Metric metric;

    IntakeMetric(String name, String help, String... labels) {
        this.metric = Metric.of(name, help, labels);
    }

    public Metric metric() {
        return metric;
    }
}
