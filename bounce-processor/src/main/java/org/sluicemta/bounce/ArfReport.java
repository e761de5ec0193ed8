package org.sluicemta.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sluicemta.bounce.arf.ArfReader;
import org.sluicemta.bounce.arf.FeedbackReport;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.mime.Part;
import org.sluicemta.bounce.reply.AddressText;

/** Turns a feedback report part into a complaint (RFC 5965, RFC 6591). */
final class ArfReport implements ReportReader {
    static final String NAME = "rfc5965";

    private final ArfReader reader;

    ArfReport(int maxRecipients) {
        this.reader = new ArfReader(maxRecipients);
    }

    @Override
    public Optional<Finding> read(MessageView message) {
        String fields = fields(message);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        FeedbackReport report = reader.read(fields);
        Headers original = OriginalMessage.headersIn(message);
        return Optional.of(new Finding(
                NAME,
                Finding.Kind.COMPLAINT,
                recipients(report, original),
                report.feedbackType(),
                report.reportingMta(),
                report.envelopeId(),
                report.originalMailFrom(),
                report.messageId(),
                original));
    }

    /**
     * The text of the report part, or of a text part with such fields if the message says it is a report but its parts
     * are lost.
     */
    private static String fields(MessageView message) {
        List<Part> reports = message.partsOfType("message/feedback-report");
        if (!reports.isEmpty()) {
            return reports.getFirst().text();
        }
        if (!message.isReportOfType("feedback-report")) {
            return "";
        }
        for (Part part : message.parts()) {
            int at = part.text().indexOf("\nFeedback-Type:");
            if (at >= 0) {
                return part.text().substring(at + 1);
            }
        }
        return "";
    }

    /** Reporters that hide the recipient (RFC 6590) still return the original, whose To is the next best. */
    private static List<ReportedRecipient> recipients(FeedbackReport report, Headers original) {
        List<String> addresses = report.recipients();
        if (addresses.isEmpty()) {
            String named = original.first("X-HmXmrOriginalRecipient");
            addresses = AddressText.all(named.isEmpty() ? original.first("To") : named);
        }
        List<ReportedRecipient> recipients = new ArrayList<>();
        for (String address : addresses) {
            recipients.add(new ReportedRecipient(address, Severity.NONE, null, null, null, null, null));
        }
        return recipients;
    }
}
