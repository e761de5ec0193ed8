package org.sluicemta.delivery.engine;

import org.sluicemta.metric.Metric;

/** Queue metrics. Labels are pools and streams of the configuration only. */
public enum QueueMetric {
    QUEUED("sluice_queue_queued_total", "Recipients queued for delivery.", "pool", "stream"),
    DELIVERED("sluice_queue_delivered_total", "Recipients delivered.", "pool", "stream"),
    DEFERRED("sluice_queue_deferred_total", "Attempts that will be retried.", "pool", "stream"),
    BOUNCED("sluice_queue_bounced_total", "Recipients given up after a permanent reply.", "pool", "stream"),
    EXPIRED("sluice_queue_expired_total", "Recipients whose mail expired.", "pool", "stream"),
    LANE_DEPTH("sluice_queue_lane_messages", "Messages in lanes, including those being delivered.", "pool"),
    LATER_DEPTH("sluice_queue_later_messages", "Messages waiting for a retry or their release time."),
    LATE(
            "sluice_queue_late_seconds",
            "How long movable mail has been stalled: due retries, lanes with mail, other queues; 0 when nothing"
                    + " does.",
            "what"),
    NOTICES_WITHHELD(
            "sluice_queue_notices_withheld_total",
            "Status notices suppressed by the limit for senders of relayed mail, which may be forged.");

    private final Metric metric;

    QueueMetric(String name, String help, String... labels) {
        this.metric = Metric.of(name, help, labels);
    }

    public Metric metric() {
        return metric;
    }
}
