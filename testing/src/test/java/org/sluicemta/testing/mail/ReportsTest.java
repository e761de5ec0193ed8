package org.sluicemta.testing.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;

class ReportsTest {
    private static ReceivedMessage received(String sender, String recipient) throws IOException {
        try (SmtpSink sink = SmtpSink.start();
                SmtpClient client = SmtpClient.connect(sink.address())) {
            client.expect(220);
            client.expect(250, "EHLO client.example");
            client.expect(250, "MAIL FROM:<" + sender + "> ENVID=q7");
            client.expect(250, "RCPT TO:<" + recipient + "> ORCPT=rfc822;old@x");
            client.expect(354, "DATA");
            client.sendRaw(SmtpClient.dotStuffed(Messages.simple("a@b", recipient, "Offer", "text")));
            client.expect(250);
            return sink.messages().getFirst();
        }
    }

    @Test
    void bouncesWithWhatTheEnvelopeSaid() throws Exception {
        ReceivedMessage message = received("vaaa@bounce.example", "nobody@remote.example");
        byte[] report = BounceReport.failure("mx.remote.example", "nobody@remote.example", "5.1.1", "550 5.1.1 No user")
                .answering(message);
        assertThat(report)
                .asString(StandardCharsets.UTF_8)
                .contains(
                        "To: <vaaa@bounce.example>\r\n",
                        "Content-Type: multipart/report; report-type=delivery-status; boundary=",
                        "Original-Envelope-Id: q7\r\n",
                        "Reporting-MTA: dns; mx.remote.example\r\n",
                        "\r\n\r\nOriginal-Recipient: rfc822;old@x\r\nFinal-Recipient: rfc822; nobody@remote.example\r\n",
                        "Status: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 No user\r\n",
                        "Content-Type: text/rfc822-headers",
                        "Subject: Offer\r\n");
    }

    @Test
    void complainsWithTheWholeMessage() throws Exception {
        ReceivedMessage message = received("vaaa@bounce.example", "grumpy@remote.example");
        byte[] report =
                ComplaintReport.abuse("fbl.example", "grumpy@remote.example").answering(message, "fbl@bounce.example");
        assertThat(report)
                .asString(StandardCharsets.UTF_8)
                .contains(
                        "To: <fbl@bounce.example>\r\n",
                        "report-type=feedback-report",
                        "Feedback-Type: abuse\r\n",
                        "Original-Mail-From: <vaaa@bounce.example>\r\nOriginal-Rcpt-To: <grumpy@remote.example>\r\n",
                        "Source-IP: 127.0.0.1\r\n",
                        "Content-Type: message/rfc822",
                        message.text());
    }

    @Test
    void neverBouncesTheNullSender() throws Exception {
        ReceivedMessage message = received("", "nobody@remote.example");
        BounceReport report = BounceReport.failure("mx.remote.example", "nobody@remote.example", "5.1.1", "550 no");
        assertThatThrownBy(() -> report.answering(message)).isInstanceOf(IllegalArgumentException.class);
    }
}
