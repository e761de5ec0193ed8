package org.sluicemta.smtp.metrics;

import org.sluicemta.metric.Metric;

/** Metrics of the SMTP server. Labels come from closed sets: listeners of smtpserver.xml, outcomes, our own codes. */
public enum FrontDoorMetric {
    CONNECTIONS("sluice_smtp_connections", "Open connections.", "listener"),
    CONNECTED(
            "sluice_smtp_connects_total",
            "Connections that were greeted, refused, or not-a-proxy where only proxies may connect.",
            "listener",
            "result"),
    MESSAGES("sluice_smtp_messages_total", "Complete messages, by reply.", "listener", "outcome"),
    MESSAGE_BYTES("sluice_smtp_message_bytes_total", "Octets of accepted messages.", "listener"),
    ANSWER_SECONDS("sluice_smtp_answer_seconds", "Time from the end of a message to its reply.", "listener"),
    REJECTIONS("sluice_smtp_rejections_total", "Refusals, by the RFC 3463 code of the reply.", "listener", "status"),
    LIMITED(
            "sluice_smtp_limited_total",
            "Refusals because of a limit, by subject and limit.",
            "listener",
            "subject",
            "limit"),
    ADMISSION(
            "sluice_admission_stage",
            "Admission: 0 all mail is accepted, 1 not the streams that are deferred first, 2 none.",
            "resource"),
    CHAINS(
            "sluice_smtp_chains",
            "Messages in the chain: waiting for a thread, running, or overdue (running after the client got 451).",
            "state"),
    LOGINS("sluice_smtp_logins_total", "Completed AUTH attempts.", "listener", "result");

    private final Metric metric;

    FrontDoorMetric(String name, String help, String... labels) {
        this.metric = Metric.of(name, help, labels);
    }

    public Metric metric() {
        return metric;
    }
}
