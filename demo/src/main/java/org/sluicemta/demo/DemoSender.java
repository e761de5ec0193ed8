package org.sluicemta.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.WireReply;

/** An application of a tenant: submits over STARTTLS with its credential. */
record DemoSender(String from, String user, String password) {
    static final DemoSender ACME = new DemoSender("shop@acme.example", "acme-shop", "correct horse");
    static final DemoSender GLOBEX = new DemoSender("news@globex.example", "globex-news", "battery staple");

    /** Sends one message and returns the reply to its end; throws when it was not accepted. */
    String send(InetSocketAddress submission, String subject, String... recipients)
            throws IOException, DemoCheckFailure {
        try (SmtpClient client = SmtpClient.connect(submission)) {
            client.readReply();
            client.expect(250, "EHLO app.example");
            client.startTls();
            client.expect(250, "EHLO app.example");
            WireReply login = client.authPlain(user, password);
            if (login.code() != 235) {
                throw new DemoCheckFailure("AUTH as " + user + " was answered " + login);
            }
            WireReply reply = client.deliver(from, List.of(recipients), message(subject, recipients));
            if (reply.code() != 250) {
                throw new DemoCheckFailure("the message was answered " + reply);
            }
            return reply.toString();
        }
    }

    private byte[] message(String subject, String... recipients) {
        // No Date and no Message-ID: the chain adds what a careless application leaves out.
        return ("From: <" + from + ">\r\nTo: <" + String.join(">, <", recipients) + ">\r\nSubject: " + subject
                        + "\r\n\r\nThis is message \"" + subject + "\".\r\n.A line that starts with a dot.\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
