package org.sluicemta.queue.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ContentCountsTest {
    private final ContentCounts counts = new ContentCounts(() -> new ContentUse(3, 1_000, 400, true));
    private final CollectorRegistry registry = new CollectorRegistry();

    @Test
    void showsWhatIsHeldAndWhatIsDead() {
        counts.register(registry);
        counts.put(250);
        counts.flushed(2_000_000);
        counts.flushed(4_000_000);
        assertThat(value("sluice_content_bytes", "state", "held")).isEqualTo(400);
        assertThat(value("sluice_content_bytes", "state", "dead")).isEqualTo(600);
        assertThat(value("sluice_content_segments")).isEqualTo(3);
        assertThat(value("sluice_content_known")).isEqualTo(1);
        assertThat(value("sluice_content_written_bytes_total")).isEqualTo(250);
        assertThat(value("sluice_content_flush_seconds_count")).isEqualTo(2);
        assertThat(value("sluice_content_flush_seconds_sum")).isEqualTo(0.006);
    }

    private double value(String name, String... label) {
        String[] names = label.length == 0 ? label : new String[] {label[0]};
        String[] values = label.length == 0 ? label : new String[] {label[1]};
        return Objects.requireNonNull(registry.getSampleValue(name, names, values), name);
    }

    @Test
    void showsEachMetricThereIs() {
        assertThat(counts.collect())
                .extracting(family -> family.name)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ContentMetric.values())
                        .map(metric -> metric.metric().name().replace("_total", ""))
                        .toList());
    }
}
