package org.sluicemta.assembly;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.testing.smtp.EnvelopeAddress;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;

/** What the next hop reads of what a client sent. */
class NextHopIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SMUGGLED =
            "MAIL FROM:<smuggled@x.example>\r\nRCPT TO:<b@y.example>\r\nDATA\r\nsmuggled\r\n";

    @TempDir
    Path home;

    /** Line ends, a dot or more between them, and line ends, of every kind that somebody somewhere takes for the end. */
    private static List<String> lookalikes() {
        List<String> all = new ArrayList<>();
        for (String before : List.of("\r\n", "\r", "\n", "\n\r", "\r\r\n", "\r\n\0")) {
            for (String dot : List.of(".", "..", ".\0")) {
                for (String after : List.of("\r\n", "\r", "\n", "\r\r\n", "\0\r\n")) {
                    all.add(before + dot + after);
                }
            }
        }
        return all;
    }

    @Test
    void endsNoMessageWhereTheClientDidNot() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        Path listeners = home.resolve("conf/smtpserver.xml");
        String refusing = Files.readString(listeners);
        Files.writeString(listeners, refusing.replace("</smtpservers>", """
                        <smtpserver enabled="true">
                          <jmxName>repairing</jmxName>
                          <bind>127.0.0.1:0</bind>
                          <bareLineEnds>normalise</bareLineEnds>
                        </smtpserver>
                        </smtpservers>
                        """));
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()))) {
            int accepted = sendAll(server, "relay") + sendAll(server, "repairing");
            assertThat(accepted).isGreaterThan(10);
            List<ReceivedMessage> arrived = sink.awaitMessages(accepted, PATIENCE);
            for (ReceivedMessage message : arrived) {
                assertThat(message.recipients()).containsExactly("anna@example.org");
                String text = new String(message.content(), ISO_8859_1);
                assertThat(text).contains(SMUGGLED).doesNotContain("\0");
                assertThat(text.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
            }
            assertThat(arrived).hasSize(accepted);
        }
    }

    /** By DATA and by BDAT; how many were accepted. */
    private static int sendAll(SluiceServer server, String listener) throws Exception {
        int accepted = 0;
        try (SmtpClient client = SmtpClient.connect(server.listener(listener))) {
            client.expect(220);
            client.expect(250, "EHLO app.example");
            for (String lookalike : lookalikes()) {
                String content = "Subject: x\r\n\r\nx" + lookalike + SMUGGLED;
                if (!lookalike.contains("\r\n.\r\n")) {
                    begin(client);
                    client.expect(354, "DATA");
                    client.sendRaw((content + ".\r\n").getBytes(ISO_8859_1));
                    accepted += client.readReply().isPositive() ? 1 : 0;
                }
                begin(client);
                int half = content.indexOf(lookalike) + 1;
                client.sendRaw(("BDAT " + half + "\r\n" + content.substring(0, half)).getBytes(ISO_8859_1));
                client.expect(250);
                client.sendRaw(("BDAT " + (content.length() - half) + " LAST\r\n" + content.substring(half))
                        .getBytes(ISO_8859_1));
                accepted += client.readReply().isPositive() ? 1 : 0;
            }
            client.expect(221, "QUIT");
        }
        return accepted;
    }

    private static void begin(SmtpClient client) throws Exception {
        client.expect(250, "MAIL FROM:<shop@acme.example>");
        client.expect(250, "RCPT TO:<anna@example.org>");
    }

    @Test
    void passesOnWhatWasAskedForOfNotices() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()));
                SmtpClient client = SmtpClient.connect(server.listener("relay"))) {
            client.expect(220);
            client.expect(250, "EHLO app.example");
            client.expect(250, "MAIL FROM:<shop@acme.example> RET=HDRS ENVID=q+2Bx");
            client.expect(250, "RCPT TO:<anna@example.org> NOTIFY=FAILURE,DELAY ORCPT=rfc822;an+2Bna@example.net");
            client.expect(354, "DATA");
            client.sendRaw("Subject: x\r\n\r\nx\r\n.\r\n".getBytes(ISO_8859_1));
            client.expect(250);

            ReceivedMessage arrived = sink.awaitMessages(1, PATIENCE).getFirst();
            assertThat(arrived.mailFrom().parameter("RET")).contains("HDRS");
            assertThat(arrived.mailFrom().parameter("ENVID")).contains("q+2Bx");
            EnvelopeAddress recipient = arrived.rcptTos().getFirst();
            assertThat(recipient.parameter("ORCPT")).contains("rfc822;an+2Bna@example.net");
            assertThat(recipient.parameter("NOTIFY").orElseThrow().split(","))
                    .containsExactlyInAnyOrder("FAILURE", "DELAY");
        }
    }
}
