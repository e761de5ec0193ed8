package org.sluicemta.delivery.engine;

import java.util.List;

/** Metrics of the queues. Labels are pools and streams of the configuration, and nothing wider. */
public enum QueueMetric {
    QUEUED("sluice_queue_queued_total", "Recipients queued for delivery.", List.of("pool", "stream")),
    DELIVERED("sluice_queue_delivered_total", "Recipients delivered.", List.of("pool", "stream")),
    DEFERRED("sluice_queue_deferred_total", "Attempts that are made again later.", List.of("pool", "stream")),
    BOUNCED("sluice_queue_bounced_total", "Recipients given up after a permanent answer.", List.of("pool", "stream")),
    EXPIRED("sluice_queue_expired_total", "Recipients given up because their time ran out.", List.of("pool", "stream")),
    LANE_DEPTH("sluice_queue_lane_messages", "Messages in lanes, those in delivery among them.", List.of("pool")),
    LATER_DEPTH("sluice_queue_later_messages", "Messages that wait for another attempt or their release.", List.of()),
    LATE(
            "sluice_queue_late_seconds",
            "How long what could go on has stood still: due retries, lanes with mail, other queues; 0 when nothing"
                    + " does.",
            List.of("what")),
    NOTICES_WITHHELD(
            "sluice_queue_notices_withheld_total",
            "Status notices not sent because senders of relayed mail may be forged and had enough.",
            List.of());

    private final String metricName;
    private final String help;
    private final List<String> labels;

    QueueMetric(String metricName, String help, List<String> labels) {
        this.metricName = metricName;
        this.help = help;
        this.labels = labels;
    }

    public String metricName() {
        return metricName;
    }

    public String help() {
        return help;
    }

    public List<String> labels() {
        return labels;
    }
}
