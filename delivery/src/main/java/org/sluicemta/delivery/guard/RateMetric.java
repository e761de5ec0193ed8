package org.sluicemta.delivery.guard;

import org.sluicemta.metric.Metric;
import org.sluicemta.reputation.RateCounts;

/** Metrics of the sliding window. Labels are configured streams, sources and sites, and the busiest tenants. */
public enum RateMetric {
    TENANT_SENT("sluice_tenant_window_sent", "Messages delivered or refused within the window.", "tenant"),
    TENANT_HARD_BOUNCE("sluice_tenant_hard_bounce_ratio", "Hard bounces of those sent.", "tenant"),
    TENANT_COMPLAINT("sluice_tenant_complaint_ratio", "Complaints of those delivered.", "tenant"),
    STREAM_SENT("sluice_stream_window_sent", "Messages delivered or refused within the window.", "stream"),
    STREAM_HARD_BOUNCE("sluice_stream_hard_bounce_ratio", "Hard bounces of those sent.", "stream"),
    STREAM_COMPLAINT("sluice_stream_complaint_ratio", "Complaints of those delivered.", "stream"),
    SOURCE_SENT("sluice_source_window_sent", "Messages delivered or refused within the window.", "source"),
    SOURCE_HARD_BOUNCE("sluice_source_hard_bounce_ratio", "Hard bounces of those sent.", "source"),
    SOURCE_COMPLAINT("sluice_source_complaint_ratio", "Complaints of those delivered.", "source"),
    SITE_SENT("sluice_site_window_sent", "Messages delivered or refused within the window.", "site"),
    SITE_HARD_BOUNCE("sluice_site_hard_bounce_ratio", "Hard bounces of those sent.", "site"),
    SITE_COMPLAINT("sluice_site_complaint_ratio", "Complaints of those delivered.", "site"),
    HELD_STREAMS("sluice_guard_held_streams", "Tenants whose stream the guard holds.", "stream");

    private final Metric metric;

    RateMetric(String name, String help, String... labels) {
        this.metric = Metric.of(name, help, labels);
    }

    public Metric metric() {
        return metric;
    }

    /** Its value from the figures: a count, or a ratio of 0 to 1. */
    double of(RateCounts counts) {
        return switch (this) {
            case TENANT_SENT, STREAM_SENT, SOURCE_SENT, SITE_SENT -> counts.sent();
            case TENANT_HARD_BOUNCE, STREAM_HARD_BOUNCE, SOURCE_HARD_BOUNCE, SITE_HARD_BOUNCE ->
                counts.hardBouncePercent() / 100;
            case TENANT_COMPLAINT, STREAM_COMPLAINT, SOURCE_COMPLAINT, SITE_COMPLAINT ->
                counts.complaintPercent() / 100;
            case HELD_STREAMS -> throw new IllegalArgumentException("held streams are not made of figures");
        };
    }
}
