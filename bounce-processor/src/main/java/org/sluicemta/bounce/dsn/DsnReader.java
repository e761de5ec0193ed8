package org.sluicemta.bounce.dsn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.mime.FieldGroups;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.bounce.reply.EnhancedStatus;

/** Reads the text of a {@code message/delivery-status} or {@code message/global-delivery-status} part. */
public final class DsnReader {
    private static final List<String> RECIPIENT_FIELDS =
            List.of("Final-Recipient", "Original-Recipient", "X-Actual-Recipient", "Action", "Status", "Remote-MTA");

    private final int maxRecipients;

    public DsnReader(int maxRecipients) {
        this.maxRecipients = maxRecipients;
    }

    /** Reads groups of fields; garbage is skipped, so the result may have no recipients. */
    public DeliveryStatus read(String text) {
        List<RecipientStatus> recipients = new ArrayList<>();
        String reportingMta = null;
        String envelopeId = null;
        for (Headers group : FieldGroups.read(text, maxRecipients + 1)) {
            reportingMta = reportingMta == null ? host(group.first("Reporting-MTA")) : reportingMta;
            envelopeId = envelopeId == null ? emptyToNull(group.first("Original-Envelope-Id")) : envelopeId;
            if (isRecipientGroup(group) && recipients.size() < maxRecipients) {
                recipients.add(recipient(group));
            }
        }
        return new DeliveryStatus(reportingMta, envelopeId, recipients);
    }

    private static boolean isRecipientGroup(Headers group) {
        return RECIPIENT_FIELDS.stream().anyMatch(group::has);
    }

    private static RecipientStatus recipient(Headers group) {
        TypedValue diagnostic = TypedValue.parse(group.first("Diagnostic-Code"));
        String action = firstWord(group.first("Action"));
        return new RecipientStatus(
                address(group, "Final-Recipient", "X-Actual-Recipient"),
                address(group, "Original-Recipient"),
                action,
                EnhancedStatus.find(group.first("Status")),
                host(group.first("Remote-MTA")),
                diagnostic.type().isEmpty() ? null : diagnostic.type(),
                diagnostic.valueOrNull());
    }

    private static @Nullable String address(Headers group, String... names) {
        for (String name : names) {
            for (String field : group.all(name)) {
                String address = AddressText.first(InternationalAddress.decode(TypedValue.parse(field)));
                if (address != null) {
                    return address;
                }
            }
        }
        return null;
    }

    private static @Nullable String host(String field) {
        String value = TypedValue.parse(field).value();
        int end = 0;
        while (end < value.length() && value.charAt(end) > ' ') {
            end++;
        }
        return emptyToNull(value.substring(0, end));
    }

    private static @Nullable String firstWord(String field) {
        int end = 0;
        while (end < field.length() && Character.isLetter(field.charAt(end))) {
            end++;
        }
        return emptyToNull(field.substring(0, end).toLowerCase(Locale.ROOT));
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
