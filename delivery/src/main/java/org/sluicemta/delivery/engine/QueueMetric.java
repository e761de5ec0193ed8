package org.sluicemta.delivery.engine;

import org.sluicemta.metric.Metric;

/** Metrics of the queues. Labels are pools and streams of the configuration, and nothing wider. */
public enum QueueMetric {
    QUEUED("sluice_queue_queued_total", "Recipients queued for delivery.", "pool", "stream"),
    DELIVERED("sluice_queue_delivered_total", "Recipients delivered.", "pool", "stream"),
    DEFERRED("sluice_queue_deferred_total", "Attempts that are made again later.", "pool", "stream"),
    BOUNCED("sluice_queue_bounced_total", "Recipients given up after a permanent answer.", "pool", "stream"),
    EXPIRED("sluice_queue_expired_total", "Recipients given up because their time ran out.", "pool", "stream"),
    LANE_DEPTH("sluice_queue_lane_messages", "Messages in lanes, those in delivery among them.", "pool"),
    LATER_DEPTH("sluice_queue_later_messages", "Messages that wait for another attempt or their release."),
    LATE(
            "sluice_queue_late_seconds",
            "How long what could go on has stood still: due retries, lanes with mail, other queues; 0 when nothing"
                    + " does.",
            "what"),
    NOTICES_WITHHELD(
            "sluice_queue_notices_withheld_total",
            "Status notices not sent because senders of relayed mail may be forged and had enough.");

    private final Metric metric;

    QueueMetric(String name, String help, String... labels) {
        this.metric = Metric.of(name, help, labels);
    }

    public Metric metric() {
        return metric;
    }
}
