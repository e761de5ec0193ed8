package org.sluicemta.testing.mail;

import java.util.Locale;
import org.sluicemta.testing.smtp.EnvelopeAddress;
import org.sluicemta.testing.smtp.ReceivedMessage;

/**
 * A delivery status notification (RFC 3464) by which a remote site says, after it had accepted a message, that it
 * could not deliver it. It goes to the message's return path with a null sender.
 *
 * @param reportingHost the remote site's name
 * @param recipient who could not be reached
 * @param action {@code failed}, {@code delayed} or {@code delivered} (RFC 3464 section 2.3.3)
 * @param status e.g. {@code 5.1.1}
 * @param diagnostic the SMTP reply it tells, e.g. {@code 550 5.1.1 No such user}
 * @param wholeMessage whether the original comes back whole or as its header alone
 */
public record BounceReport(
        String reportingHost, String recipient, String action, String status, String diagnostic, boolean wholeMessage) {

    /** A permanent failure that returns the header alone, as most sites do. */
    public static BounceReport failure(String reportingHost, String recipient, String status, String diagnostic) {
        return new BounceReport(reportingHost, recipient, "failed", status, diagnostic, false);
    }

    /** Its destination: the envelope sender of the message it answers. */
    public static String destination(ReceivedMessage answered) {
        if (answered.mailFrom().isNull()) {
            throw new IllegalArgumentException("a message with a null sender is never bounced (RFC 3464 section 2)");
        }
        return answered.mailFrom().address();
    }

    /** The report, ready for DATA. */
    public byte[] answering(ReceivedMessage answered) {
        return new MessageBuilder()
                .from("Mail Delivery System <MAILER-DAEMON@" + reportingHost + ">")
                .to("<" + destination(answered) + ">")
                .subject("Undelivered Mail Returned to Sender")
                .date(answered.receivedAt())
                .messageId("dsn-" + answered.connectionNumber() + "." + answered.messageNumber() + "@" + reportingHost)
                .header("Auto-Submitted", "auto-replied")
                .multipart("report; report-type=delivery-status")
                .text("This is the mail system at host " + reportingHost
                        + ".\n\nYour message could not be delivered:\n\n<" + recipient + ">: " + diagnostic + "\n")
                .part("message/delivery-status", "7bit", deliveryStatus(answered))
                .part(
                        wholeMessage ? "message/rfc822" : "text/rfc822-headers",
                        "8bit",
                        wholeMessage ? answered.text() : answered.headerSection())
                .build();
    }

    private String deliveryStatus(ReceivedMessage answered) {
        StringBuilder fields = new StringBuilder();
        answered.mailFrom()
                .parameter("ENVID")
                .ifPresent(envelopeId -> field(fields, "Original-Envelope-Id", envelopeId));
        field(fields, "Reporting-MTA", "dns; " + reportingHost);
        field(fields, "Arrival-Date", MessageBuilder.dateText(answered.receivedAt()));
        fields.append("\r\n");
        originalRecipient(answered, fields);
        field(fields, "Final-Recipient", "rfc822; " + recipient);
        field(fields, "Action", action);
        field(fields, "Status", status);
        field(fields, "Diagnostic-Code", "smtp; " + diagnostic);
        return fields.toString();
    }

    // RFC 3461 section 6.3: the ORCPT parameter comes back as it was given.
    private void originalRecipient(ReceivedMessage answered, StringBuilder fields) {
        answered.rcptTos().stream()
                .filter(path -> path.address().toLowerCase(Locale.ROOT).equals(recipient.toLowerCase(Locale.ROOT)))
                .flatMap((EnvelopeAddress path) -> path.parameter("ORCPT").stream())
                .findFirst()
                .ifPresent(original -> field(fields, "Original-Recipient", original));
    }

    private static void field(StringBuilder fields, String name, String value) {
        fields.append(name).append(": ").append(value).append("\r\n");
    }
}
