package org.sluicemta.queue.content;

import org.sluicemta.metric.Metric;

/** Metrics of the content store. */
public enum ContentMetric {
    OCTETS(
            "sluice_content_bytes",
            "Octets of the content store's files: held by messages that are not done with, or dead until the room is"
                    + " won back.",
            "state"),
    SEGMENTS("sluice_content_segments", "Files of the content store."),
    KNOWN(
            "sluice_content_known",
            "1 when it is known since the start which content is still referred to; before, nothing old is deleted."),
    WRITTEN("sluice_content_written_bytes_total", "Octets of content written, once for each message."),
    FLUSHES("sluice_content_flush_seconds", "How long flushes of the content store took.");

    private final Metric metric;

    ContentMetric(String name, String help, String... labels) {
        this.metric = Metric.of(name, help, labels);
    }

    public Metric metric() {
        return metric;
    }
}
