package org.sluicemta.bounce;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.mime.FieldGroups;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.mime.Part;
import org.sluicemta.bounce.reply.AddressText;

/**
 * Reads complaints in XARF format: version 4 and 3 are a JSON part, versions 0.1 and 0.2 (X-ARF) a text part of {@code
 * Name: value} lines called {@code report.txt}.
 */
final class Xarf implements ReportReader {
    private static final String NAME = "xarf";
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(40).build())
                    .build())
            .build();

    @Override
    public Optional<Finding> read(MessageView message) {
        for (Part part : message.parts()) {
            Optional<Finding> finding = part.type().contains("json") ? json(part.text(), message) : yaml(part, message);
            if (finding.isPresent()) {
                return finding;
            }
        }
        return Optional.empty();
    }

    private static Optional<Finding> json(String text, MessageView message) {
        if (!text.contains("xarf_version") && !text.contains("ReporterInfo")) {
            return Optional.empty();
        }
        JsonNode node = parse(text);
        JsonNode report = node.has("Report") ? node.get("Report") : node;
        String type = text(report, "type", "ReportType");
        if (type.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(finding(
                type,
                text(report, "smtp_to", "SmtpRcptToAddress"),
                text(report, "smtp_from", "SmtpMailFromAddress"),
                message));
    }

    private static Optional<Finding> yaml(Part part, MessageView message) {
        boolean announced = message.headers().has("X-XARF") || message.headers().has("X-ARF");
        if (!announced || !part.contentType().isText() || !part.text().contains("Report-Type:")) {
            return Optional.empty();
        }
        for (Headers fields : FieldGroups.read(part.text(), 8)) {
            if (fields.has("Report-Type")) {
                return Optional.of(finding(
                        fields.first("Report-Type"), fields.first("Rcpt-To"), fields.first("Mail-From"), message));
            }
        }
        return Optional.empty();
    }

    private static Finding finding(String type, String to, String from, MessageView message) {
        Headers original = OriginalMessage.headersIn(message);
        String recipient = AddressText.first(to.isEmpty() ? original.first("To") : to);
        List<ReportedRecipient> recipients = recipient == null
                ? List.of()
                : List.of(new ReportedRecipient(recipient, Severity.NONE, null, null, null, null, null));
        return new Finding(
                NAME,
                Finding.Kind.COMPLAINT,
                recipients,
                type.strip().toLowerCase(Locale.ROOT),
                null,
                null,
                AddressText.first(from),
                null,
                original);
    }

    private static String text(JsonNode node, String name, String olderName) {
        return node.path(name).asText(node.path(olderName).asText(""));
    }

    private static @Nullable JsonNode orNull(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    private static JsonNode parse(String text) {
        JsonNode node = orNull(text);
        return node == null ? JSON.createObjectNode() : node;
    }
}
