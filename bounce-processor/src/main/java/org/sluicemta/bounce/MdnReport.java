package org.sluicemta.bounce;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sluicemta.bounce.mime.FieldGroups;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.mime.Part;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.bounce.reply.ReplyCode;
import org.sluicemta.bounce.reply.StatusCodes;

/**
 * Reads a disposition notification (RFC 8098) with which a delivery agent rejects a message as a bounce: Dovecot, Cyrus
 * and every Sieve {@code reject} (RFC 5429 section 2.1). A notification that a person read or deleted the message
 * reports nothing.
 */
final class MdnReport implements ReportReader {
    private static final String NAME = "rfc5429-reject";

    @Override
    public Optional<Finding> read(MessageView message) {
        List<Part> notices = message.partsOfType("message/disposition-notification");
        if (notices.isEmpty() || !isRejection(message)) {
            return Optional.empty();
        }
        List<Headers> groups = FieldGroups.read(notices.getFirst().text(), 4);
        Headers fields = groups.isEmpty() ? Headers.empty() : groups.getFirst();
        String address = AddressText.first(fields.first("Final-Recipient"));
        if (address == null || !isAutomaticDeletion(fields.first("Disposition"))) {
            return Optional.empty();
        }
        String words = String.join(" ", message.reportText().lines()).strip();
        ReportedRecipient recipient = new ReportedRecipient(
                address,
                Severity.PERMANENT,
                StatusCodes.findFailure(words),
                ReplyCode.find(words),
                "failed",
                words.isEmpty() ? null : words,
                null);
        return Optional.of(new Finding(
                NAME,
                Finding.Kind.BOUNCE,
                List.of(recipient),
                null,
                null,
                null,
                null,
                fields.first("Original-Message-ID"),
                message.reportText().original()));
    }

    private static boolean isRejection(MessageView message) {
        String submitted = message.headers().first("Auto-Submitted").toLowerCase(Locale.ROOT);
        String subject = message.headers().decoded("Subject").toLowerCase(Locale.ROOT);
        String text = String.join(" ", message.reportText().lines()).toLowerCase(Locale.ROOT);
        return submitted.contains("reject") || subject.contains("reject") || text.contains("automatically rejected");
    }

    /** RFC 8098 section 3.2.6: it was deleted without being read. */
    private static boolean isAutomaticDeletion(String disposition) {
        String value = disposition.toLowerCase(Locale.ROOT);
        return value.contains("automatic-action")
                && (value.contains("deleted") || value.contains("denied") || value.contains("failed"));
    }
}
