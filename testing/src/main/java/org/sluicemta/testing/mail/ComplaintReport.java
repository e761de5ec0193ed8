package org.sluicemta.testing.mail;

import org.sluicemta.testing.smtp.ReceivedMessage;

/**
 * An abuse report (ARF, RFC 5965): a recipient pressed "this is spam" and the mailbox provider tells the sender.
 *
 * @param reportingHost the provider's name
 * @param feedbackType {@code abuse}, {@code fraud}, {@code not-spam} … (RFC 5965 section 7.3)
 * @param recipient who complained; empty when the provider keeps that to itself
 */
public record ComplaintReport(String reportingHost, String feedbackType, String recipient) {

    /** A complaint that names the recipient. */
    public static ComplaintReport abuse(String reportingHost, String recipient) {
        return new ComplaintReport(reportingHost, "abuse", recipient);
    }

    /**
     * The report, ready for DATA.
     *
     * @param to the feedback address that To shows, often agreed upon beforehand; it may be the return path too
     */
    public byte[] answering(ReceivedMessage answered, String to) {
        return new MessageBuilder()
                .from("<feedback@" + reportingHost + ">")
                .to("<" + to + ">")
                .subject("FW: " + answered.header("Subject").orElse("(no subject)"))
                .date(answered.receivedAt())
                .messageId("arf-" + answered.connectionNumber() + "." + answered.messageNumber() + "@" + reportingHost)
                .multipart("report; report-type=feedback-report")
                .text("This is an email abuse report for a message received from IP " + answered.peerAddress() + ".\n")
                .part("message/feedback-report", "7bit", feedback(answered))
                .part("message/rfc822", "8bit", answered.text())
                .build();
    }

    private String feedback(ReceivedMessage answered) {
        StringBuilder fields = new StringBuilder();
        field(fields, "Feedback-Type", feedbackType);
        field(fields, "User-Agent", "ExampleFeedback/1.0");
        field(fields, "Version", "1");
        field(fields, "Original-Mail-From", "<" + answered.mailFrom().address() + ">");
        if (!recipient.isEmpty()) {
            field(fields, "Original-Rcpt-To", "<" + recipient + ">");
        }
        field(fields, "Arrival-Date", MessageBuilder.dateText(answered.receivedAt()));
        field(fields, "Source-IP", answered.peerAddress());
        field(fields, "Reported-Domain", answered.mailFrom().domain());
        return fields.toString();
    }

    private static void field(StringBuilder fields, String name, String value) {
        fields.append(name).append(": ").append(value).append("\r\n");
    }
}
