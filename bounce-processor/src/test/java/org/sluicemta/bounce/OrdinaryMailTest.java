package org.sluicemta.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OrdinaryMailTest {
    private static final int ROUNDS = 500;

    private final BounceProcessor processor = ShippedTable.processor();

    @Test
    void findsNothingInOrdinaryMail() {
        Map<String, Integer> found = new TreeMap<>();
        Map<String, String> example = new TreeMap<>();
        List<OrdinaryMail.Sample> samples = new OrdinaryMail(20261122).samples(ROUNDS);
        for (OrdinaryMail.Sample sample : samples) {
            String message = sample.message().replace("\n", "\r\n");
            ParsedReport report = processor.parse(message.getBytes(StandardCharsets.UTF_8));
            boolean nothing = report instanceof ParsedReport.NotAReport
                    || report instanceof ParsedReport.AutoReply // names its sender
                    || report instanceof ParsedReport.Carried;
            if (!nothing) {
                found.merge(
                        sample.shape() + ": " + report.kind() + " "
                                + report.recipients().size(),
                        1,
                        Integer::sum);
                example.putIfAbsent(sample.shape(), sample.message());
            }
        }

        assertThat(samples).hasSize(ROUNDS * 36);
        assertThat(found).as("%s", example).isEmpty();
    }
}
