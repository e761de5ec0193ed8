package org.sluicemta.bounce;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.bounce.text.Nameless;
import org.sluicemta.bounce.text.TextFailure;

/**
 * Reads a report that says that something failed but doesn't name a mail address as a bounce. The name of a local
 * mailbox is completed with the domain of the report's sender. If there is none, the token may still identify the
 * recipient, to whom the text then applies.
 */
final class UnnamedBounce implements ReportReader {
    private final DsnReport reader;

    UnnamedBounce(DsnReport reader) {
        this.reader = reader;
    }

    @Override
    public Optional<Finding> read(MessageView message) {
        Optional<ReportedRecipient> byFields = reader.statuses(message).stream()
                .filter(status -> isFailure(status.action(), status.status()))
                .findFirst()
                .map(status -> DsnReport.recipient(completed(status.localName(), message), status));
        return byFields.or(() -> byText(message)).map(recipient -> bounce(recipient, message));
    }

    private static boolean isFailure(@Nullable String action, @Nullable String status) {
        return action == null ? status != null && status.startsWith("5") : action.equals("failed");
    }

    private static Optional<ReportedRecipient> byText(MessageView message) {
        if (!message.mayBeReport()) {
            return Optional.empty();
        }
        return Nameless.read(message.reportText()).map(failure -> recipient(failure, message));
    }

    private static ReportedRecipient recipient(TextFailure failure, MessageView message) {
        return new ReportedRecipient(
                completed(failure.address(), message),
                Severity.PERMANENT,
                failure.status(),
                failure.smtpCode(),
                "failed",
                failure.diagnostic(),
                failure.remoteMta());
    }

    /** The address of a local mailbox at the sender's own domain; empty if either is missing. */
    private static String completed(@Nullable String localName, MessageView message) {
        String from = AddressText.first(message.headers().first("From"));
        return localName == null || localName.isEmpty() || from == null
                ? ""
                : localName + from.substring(from.lastIndexOf('@'));
    }

    private static Finding bounce(ReportedRecipient recipient, MessageView message) {
        boolean named = !recipient.address().isEmpty();
        return new Finding(
                named || message.isReportOfType("delivery-status") ? DsnReport.NAME : Nameless.NAME,
                Finding.Kind.BOUNCE,
                named ? List.of(recipient) : List.of(),
                null,
                null,
                null,
                null,
                null,
                message.original(),
                named ? null : recipient);
    }
}
