package org.sluicemta.bounce;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.mime.HeaderField;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.mime.Part;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.bounce.reply.ReplyCode;
import org.sluicemta.bounce.reply.StatusCodes;

/**
 * Reads a notification in JSON that a sending service mails to the sender (Amazon SES through SNS, wrapped or raw):
 * {@code notificationType} or {@code eventType}, then an object of that name with the recipients.
 */
final class JsonNotification implements ReportReader {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(40).build())
                    .build())
            .build();
    private static final String NAME = "json-notification";

    private final int maxRecipients;

    JsonNotification(int maxRecipients) {
        this.maxRecipients = maxRecipients;
    }

    @Override
    public Optional<Finding> read(MessageView message) {
        for (Part part : message.parts()) {
            if (startsLikeJson(part)) {
                Optional<Finding> finding = notification(part.text());
                if (finding.isPresent()) {
                    return finding;
                }
            }
        }
        return Optional.empty();
    }

    /** A brace, or its base64 or quoted-printable form, so that ordinary text needn't be decoded. */
    private static boolean startsLikeJson(Part part) {
        String head = part.body().text(12).strip();
        return head.startsWith("{") || head.startsWith("ey") || head.startsWith("ew") || head.startsWith("=7B");
    }

    private Optional<Finding> notification(String text) {
        String json = text.strip();
        if (!json.startsWith("{") || !json.contains("notificationType") && !json.contains("eventType")) {
            return Optional.empty();
        }
        JsonNode outer = parse(json);
        JsonNode event = outer.has("Message") ? parse(outer.get("Message").asText()) : outer;
        String type =
                event.path("notificationType").asText(event.path("eventType").asText());
        return switch (type) {
            case "Bounce" -> finding(Finding.Kind.BOUNCE, event, event.path("bounce"), "bouncedRecipients");
            case "Complaint" -> finding(Finding.Kind.COMPLAINT, event, event.path("complaint"), "complainedRecipients");
            case "Delivery" -> finding(Finding.Kind.DELIVERED, event, event.path("delivery"), "recipients");
            case "DeliveryDelay" ->
                finding(Finding.Kind.DELAY, event, event.path("deliveryDelay"), "delayedRecipients");
            default -> Optional.empty();
        };
    }

    private Optional<Finding> finding(Finding.Kind kind, JsonNode event, JsonNode details, String listName) {
        List<ReportedRecipient> recipients = new ArrayList<>();
        for (JsonNode each : details.path(listName)) {
            ReportedRecipient recipient = recipient(kind, details, each);
            if (recipient != null && recipients.size() < maxRecipients) {
                recipients.add(recipient);
            }
        }
        JsonNode mail = event.path("mail");
        String feedback = details.path("complaintFeedbackType").asText("abuse");
        return recipients.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        NAME,
                        kind,
                        recipients,
                        kind == Finding.Kind.COMPLAINT ? feedback : null,
                        textOrNull(details.path("reportingMTA")),
                        null,
                        AddressText.first(mail.path("source").asText()),
                        textOrNull(mail.path("messageId")),
                        headers(mail.path("headers"))));
    }

    private static @Nullable ReportedRecipient recipient(Finding.Kind kind, JsonNode details, JsonNode each) {
        String address = AddressText.first(
                each.isTextual() ? each.asText() : each.path("emailAddress").asText());
        if (address == null) {
            return null;
        }
        String diagnostic =
                textOrNull(each.has("diagnosticCode") ? each.get("diagnosticCode") : details.path("smtpResponse"));
        String words = diagnostic == null ? null : diagnostic.replaceFirst("^smtp; *", "");
        String status = textOrNull(each.path("status"));
        String code = status == null ? StatusCodes.find(words) : status;
        Integer smtpCode = ReplyCode.find(words);
        String action = action(kind, each);
        Severity severity = kind == Finding.Kind.BOUNCE && isTransient(details, code)
                ? Severity.TEMPORARY
                : DsnReport.reported(action, code);
        return new ReportedRecipient(
                address, action == null ? Severity.NONE : severity, code, smtpCode, action, words, null);
    }

    /** SES reports {@code Transient} for a full mailbox, and nothing more precise. */
    private static boolean isTransient(JsonNode details, @Nullable String status) {
        return status == null && details.path("bounceType").asText().equals("Transient");
    }

    private static @Nullable String action(Finding.Kind kind, JsonNode each) {
        return switch (kind) {
            case BOUNCE -> each.path("action").asText("failed");
            case DELAY -> "delayed";
            case DELIVERED -> "delivered";
            case COMPLAINT, AUTO_REPLY, CARRIED -> null;
        };
    }

    /** Reads the first value; mail software wraps long lines with a line end and a space, which are removed again. */
    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json.replace("\n ", ""));
        } catch (JsonProcessingException notJson) {
            return JSON.createObjectNode();
        }
    }

    private static Headers headers(JsonNode list) {
        List<HeaderField> fields = new ArrayList<>();
        for (JsonNode field : list) {
            if (fields.size() < 200 && field.has("name")) {
                fields.add(new HeaderField(
                        field.path("name").asText(), field.path("value").asText()));
            }
        }
        return new Headers(fields);
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isTextual() && !node.asText().isBlank() ? node.asText().strip() : null;
    }
}
