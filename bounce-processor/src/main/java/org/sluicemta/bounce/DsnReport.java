package org.sluicemta.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.dsn.DeliveryStatus;
import org.sluicemta.bounce.dsn.DsnReader;
import org.sluicemta.bounce.dsn.RecipientStatus;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.mime.Part;
import org.sluicemta.bounce.reply.ReplyCode;
import org.sluicemta.bounce.reply.StatusCodes;

/** Turns delivery status parts into a report (RFC 3464, RFC 6533). */
final class DsnReport implements ReportReader {
    static final String NAME = "rfc3464";
    static final String[] TYPES = {"message/delivery-status", "message/global-delivery-status"};

    private static final Pattern FIELDS = Pattern.compile("(?im)^(?:final|original)-recipient[ \\t]*:");

    private final DsnReader reader;
    private final int maxRecipients;

    DsnReport(int maxRecipients) {
        this.reader = new DsnReader(maxRecipients);
        this.maxRecipients = maxRecipients;
    }

    @Override
    public Optional<Finding> read(MessageView message) {
        List<String> texts = statusTexts(message);
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        return finding(texts, message.original()).map(finding -> HumanWords.explain(finding, message));
    }

    /** The status parts; if the report has none, parts of other types that contain such fields. */
    private static List<String> statusTexts(MessageView message) {
        List<String> named = message.partsOfType(TYPES).stream().map(Part::text).toList();
        if (!named.isEmpty() || !message.isReportOfType("delivery-status")) {
            return named;
        }
        return message.parts().stream()
                .filter(part ->
                        !part.type().equals("text/plain") && !part.type().equals("text/html"))
                .map(Part::text)
                .filter(text -> FIELDS.matcher(text).find())
                .toList();
    }

    /** What the status fields in these texts report, or empty when they name no recipient. */
    Optional<Finding> finding(List<String> texts, Headers original) {
        List<ReportedRecipient> recipients = new ArrayList<>();
        String reportingMta = null;
        String envelopeId = null;
        for (String text : texts) {
            DeliveryStatus status = reader.read(text);
            reportingMta = reportingMta == null ? status.reportingMta() : reportingMta;
            envelopeId = envelopeId == null ? status.envelopeId() : envelopeId;
            status.recipients().forEach(each -> add(recipients, each));
        }
        if (recipients.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                NAME, kindOf(recipients), recipients, null, reportingMta, envelopeId, null, null, original));
    }

    /** The worst action decides, so one failed recipient makes the report a bounce. */
    static Finding.Kind kindOf(List<ReportedRecipient> recipients) {
        boolean delayed = false;
        for (ReportedRecipient recipient : recipients) {
            boolean late = "delayed".equals(recipient.action());
            if (recipient.severity() != Severity.NONE && !late) {
                return Finding.Kind.BOUNCE;
            }
            delayed |= late;
        }
        return delayed ? Finding.Kind.DELAY : Finding.Kind.DELIVERED;
    }

    /** What the status parts of a message say, recipient by recipient, named or not. */
    List<RecipientStatus> statuses(MessageView message) {
        return statusTexts(message).stream()
                .flatMap(text -> reader.read(text).recipients().stream())
                .toList();
    }

    private void add(List<ReportedRecipient> recipients, RecipientStatus status) {
        String address = address(status);
        if (address != null && recipients.size() < maxRecipients) {
            recipients.add(recipient(address, status));
        }
    }

    static ReportedRecipient recipient(String address, RecipientStatus status) {
        String code = preciseStatus(status.status(), status.diagnostic());
        return new ReportedRecipient(
                address,
                reported(status.action(), code),
                code,
                ReplyCode.find(status.diagnostic()),
                status.action(),
                status.diagnostic(),
                status.remoteMta());
    }

    /** The final recipient, or the original one if the final one is missing or has a meaning only inside a host. */
    private static @Nullable String address(RecipientStatus status) {
        String last = status.finalRecipient();
        boolean local = last != null && last.indexOf('.', last.lastIndexOf('@')) < 0;
        return (last == null || local) && status.originalRecipient() != null ? status.originalRecipient() : last;
    }

    /**
     * The Status field, unless it is just {@code x.0.0} and the diagnostic has a more precise one, of whatever class.
     */
    static @Nullable String preciseStatus(@Nullable String given, @Nullable String diagnostic) {
        String said = StatusCodes.find(diagnostic);
        return given == null || said != null && given.endsWith(".0.0") ? said : given;
    }

    /** Whether the fields report success. The response table decides how final a failure is. */
    static Severity reported(@Nullable String action, @Nullable String status) {
        boolean good = action == null ? status != null && status.startsWith("2") : isGood(action);
        return good ? Severity.NONE : Severity.PERMANENT;
    }

    private static boolean isGood(String action) {
        return action.equals("delivered") || action.equals("relayed") || action.equals("expanded");
    }
}
