package org.sluicemta.bounce.arf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.mime.FieldGroups;
import org.sluicemta.bounce.mime.HeaderField;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.reply.AddressText;

/** Reads the text of a {@code message/feedback-report} part (RFC 5965, RFC 6591). */
public final class ArfReader {
    private static final int MAX_GROUPS = 8;

    private final int maxRecipients;

    public ArfReader(int maxRecipients) {
        this.maxRecipients = maxRecipients;
    }

    /** Reads the fields; a blank line among them is ignored, as some reporters send one. */
    public FeedbackReport read(String text) {
        List<HeaderField> fields = new ArrayList<>();
        FieldGroups.read(text, MAX_GROUPS).forEach(group -> fields.addAll(group.fields()));
        Headers report = new Headers(fields);
        return new FeedbackReport(
                type(report),
                recipients(report),
                AddressText.first(report.first("Original-Mail-From")),
                emptyToNull(report.first("Original-Envelope-Id")),
                emptyToNull(afterType(report.first("Reporting-MTA"))),
                emptyToNull(report.first("Message-ID")));
    }

    private List<String> recipients(Headers report) {
        List<String> found = new ArrayList<>();
        for (String name : List.of("Original-Rcpt-To", "Removal-Recipient")) {
            for (String value : report.all(name)) {
                String address = AddressText.first(value);
                if (address != null && found.size() < maxRecipients && !found.contains(address)) {
                    found.add(address);
                }
            }
        }
        return found;
    }

    private static String type(Headers report) {
        String type = report.first("Feedback-Type").toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < type.length() && type.charAt(end) > ' ' && type.charAt(end) != ';') {
            end++;
        }
        return end == 0 ? "other" : type.substring(0, end);
    }

    private static String afterType(String field) {
        return field.substring(field.indexOf(';') + 1).strip();
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
