package org.sluicemta.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks {@code src/test/resources/cases}: each folder holds a message, what is expected of it (only the members given are
 * compared), and a line that says why it is there.
 */
class CasesTest {
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BounceProcessor processor = ShippedTable.processor();

    static List<String> names() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void reportsWhatTheCaseExpects(String name) throws IOException {
        ParsedReport report =
                processor.parse(Files.readAllBytes(CASES.resolve(name).resolve("message.eml")));
        JsonNode expected =
                JSON.readTree(CASES.resolve(name).resolve("expected.json").toFile());
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(report.kind()).as(name).isEqualTo(expected.get("kind").asText());
        softly.assertThat(described(report, expected.get("recipients")))
                .as(name)
                .isEqualTo(described(expected.get("recipients")));
        if (expected.has("unnamed")) {
            ReportedRecipient unnamed = report instanceof ParsedReport.Bounce bounce ? bounce.unnamed() : null;
            softly.assertThat(unnamed == null ? null : describe(unnamed, expected.get("unnamed")))
                    .as(name)
                    .isEqualTo(expected.get("unnamed").toString());
        }
        compare(softly, expected, "reporting_mta", report.reportingMta());
        compare(softly, expected, "original_message_id", report.originalMessageId());
        compare(softly, expected, "feedback_type", report.feedbackType());
        if (expected.has("token_candidate")) {
            softly.assertThat(report.tokenCandidates())
                    .contains(expected.get("token_candidate").asText());
        }
        softly.assertAll();
    }

    @Test
    void explainsEveryCase() throws IOException {
        for (String name : names()) {
            assertThat(CASES.resolve(name).resolve("README")).isNotEmptyFile();
        }
    }

    private static void compare(SoftAssertions softly, JsonNode expected, String member, @Nullable String found) {
        if (expected.has(member)) {
            softly.assertThat(found).as(member).isEqualTo(expected.get(member).asText());
        }
    }

    private static List<String> described(JsonNode recipients) {
        List<String> lines = new ArrayList<>();
        recipients.forEach(each -> lines.add(each.toString()));
        return lines;
    }

    /** The recipients found, described by the members that are expected of the one at the same place. */
    private static List<String> described(ParsedReport report, JsonNode expected) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < report.recipients().size(); i++) {
            JsonNode shape = i < expected.size() ? expected.get(i) : JSON.createObjectNode();
            lines.add(describe(report.recipients().get(i), shape));
        }
        return lines;
    }

    private static String describe(ReportedRecipient recipient, JsonNode shape) {
        var node = JSON.createObjectNode();
        node.put("address", recipient.address());
        node.put("severity", recipient.severity().word());
        if (shape.has("status")) {
            node.put("status", recipient.status());
        }
        if (shape.has("class")) {
            node.put(
                    "class",
                    ShippedTable.TABLE
                            .classify(recipient.answer(null))
                            .responseClass()
                            .label());
        }
        if (shape.has("smtp_code")) {
            node.put("smtp_code", recipient.smtpCode());
        }
        if (shape.has("action")) {
            node.put("action", recipient.action());
        }
        return node.toString();
    }
}
