package org.sluicemta.queue.content;

import java.util.List;

/** Metrics of the content store. */
public enum ContentMetric {
    OCTETS(
            "sluice_content_bytes",
            "Octets of the content store's files: held by messages that are not done with, or dead until the room is"
                    + " won back.",
            List.of("state")),
    SEGMENTS("sluice_content_segments", "Files of the content store.", List.of()),
    KNOWN(
            "sluice_content_known",
            "1 when it is known since the start which content is still referred to; before, nothing old is deleted.",
            List.of()),
    WRITTEN("sluice_content_written_bytes_total", "Octets of content written, once for each message.", List.of()),
    FLUSHES("sluice_content_flush_seconds", "How long flushes of the content store took.", List.of());

    private final String metricName;
    private final String help;
    private final List<String> labels;

    ContentMetric(String metricName, String help, List<String> labels) {
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
