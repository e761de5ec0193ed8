package org.sluicemta.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportJsonTest {
    private final ReportJson json = new ReportJson(
            recipient -> "unknown-recipient",
            report -> report.tokenCandidates().stream().findFirst().orElse(null));

    @Test
    void writesABounceOnOneLine() {
        ReportedRecipient recipient = new ReportedRecipient(
                "jo@example.org", Severity.PERMANENT, "5.1.1", 550, "failed", "550 5.1.1 \"no\"", "mx.example.org");
        Evidence evidence = new Evidence("qmail", "mx.example.net", "m1@example.com", null, null, List.of("t1"));

        assertThat(json.line("a.eml", new ParsedReport.Bounce(List.of(recipient), null, evidence)))
                .isEqualTo("{\"file\":\"a.eml\",\"kind\":\"bounce\",\"recipients\":[{\"address\":\"jo@example.org\","
                        + "\"severity\":\"permanent\",\"class\":\"unknown-recipient\",\"status\":\"5.1.1\","
                        + "\"smtp_code\":550,\"action\":\"failed\",\"diagnostic\":\"550 5.1.1 \\\"no\\\"\"}],"
                        + "\"unnamed\":null,\"reporting_mta\":\"mx.example.net\",\"original_message_id\":\"m1@example.com\","
                        + "\"feedback_type\":null,\"token\":\"t1\"}");
    }

    @Test
    void writesNullsForWhatIsNotKnown() {
        assertThat(json.line("b.eml", new ParsedReport.NotAReport(Evidence.none())))
                .isEqualTo(
                        "{\"file\":\"b.eml\",\"kind\":\"none\",\"recipients\":[],\"unnamed\":null,\"reporting_mta\":null,"
                                + "\"original_message_id\":null,\"feedback_type\":null,\"token\":null}");
    }
}
