package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventType;
import org.sluicemta.keys.dkim.DkimAlgorithm;
import org.sluicemta.keys.dkim.DkimKeyGenerator;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;

/** What strangers send to a relay domain in a tenant's name, with the shipped chain. */
class RelayedMailIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String FORGED = "ceo@acme.example";
    private static final byte[] MESSAGE = """
        From: CEO <ceo@acme.example>
        Subject: wire the money
        X-Sluice-Stream: marketing
        X-Sluice-Tenant: acme

        payload
        """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path home;

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /** Loopback is a stranger; acme owns acme.example, and has a key of it. */
    @BeforeEach
    void configure() throws Exception {
        Path conf = home.resolve("conf");
        ShippedConfiguration.copyTo(conf);
        TestServers.replace(
                conf.resolve("sluice.xml"),
                "<trusted-network>127.0.0.0/8</trusted-network>",
                "<relay-domain>backup.example</relay-domain>");
        TestServers.replace(
                conf.resolve("tenants.xml"),
                "</tenants>",
                "<tenant name='acme' default-stream='transactional'><domain>acme.example</domain></tenant></tenants>");
        new DkimKeyGenerator(conf.resolve("keys/dkim")).generate("acme.example", "s1", DkimAlgorithm.RSA_SHA256);
    }

    @Test
    void areNeitherSignedNorTouchedNorATenants() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = start(sink)) {
            send(server, FORGED, "user@backup.example");

            ReceivedMessage arrived = sink.awaitMessages(1, PATIENCE).getFirst();
            assertThat(arrived.mailFrom().address()).isEqualTo(FORGED);
            assertThat(arrived.headerSection())
                    .doesNotContain("DKIM-Signature", "Sluice-", "CFBL-", "Feedback-ID", "Message-ID");
            Event delivered = await(event -> event.type() == EventType.DELIVERED);
            assertThat(delivered.mail().tenant()).isNull();
            assertThat(Objects.requireNonNull(delivered.mail().stream()).value())
                    .isEqualTo("transactional");
        }
    }

    @Test
    void decideNothingByAnythingThatTheyWrite() throws Exception {
        List<String> headers = List.of(
                "From: ceo@acme.example\nX-Sluice-Tenant: acme\nX-Sluice-Tenant: platform\nX-Sluice-Stream: marketing\nX-Sluice-Stream: none",
                "From: joe@else.example\nSender: ceo@acme.example",
                "From: joe@else.example\nResent-From: ceo@acme.example\nResent-Sender: ceo@acme.example",
                "From: ceo@hr.acme.example",
                "From: joe@else.example, ceo@acme.example",
                "From: joe@else.example\nFrom: ceo@acme.example",
                "From: Board: ceo@acme.example, cfo@acme.example;",
                "FROM: <CEO@ACME.example.>",
                "From: ceo@acme.example\nList-Unsubscribe: <mailto:out@acme.example>\nPrecedence: bulk",
                "Subject: without From");
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = start(sink)) {
            for (String header : headers) {
                byte[] message =
                        (header + "\n\npayload\n").replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
                for (String sender : List.of(FORGED, "", "ceo@hr.acme.example")) {
                    send(server, sender, "user@backup.example", message);
                }
            }

            int sent = headers.size() * 3;
            assertThat(sink.awaitMessages(sent, PATIENCE))
                    .hasSize(sent)
                    .allSatisfy(arrived -> assertThat(arrived.headerSection())
                            .doesNotContain("DKIM-Signature", "Sluice-", "CFBL-", "Feedback-ID", "Message-ID"));
            assertThat(sink.messages())
                    .extracting(arrived -> arrived.mailFrom().address())
                    .containsOnly(FORGED, "", "ceo@hr.acme.example");
            for (int delivered = 0; delivered < sent; delivered++) {
                Event event = await(next -> next.type() == EventType.DELIVERED);
                assertThat(event.mail().tenant()).isNull();
                assertThat(event.mail().stream()).hasToString("transactional");
            }
        }
    }

    @Test
    void suppressNobodyAndTellTheForgedSenderLittle() throws Exception {
        TestServers.replace(home.resolve("conf/sluice.xml"), "notices-per-minute=\"10\"", "notices-per-minute=\"1\"");
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = start(sink)) {
            sink.script(SinkScript.of(SinkRule.at(SinkPhase.RCPT)
                    .recipientMatching("(gone|away)@backup[.]example")
                    .answer(550, "5.1.1 No such user")));
            send(server, FORGED, "gone@backup.example");
            send(server, FORGED, "away@backup.example");

            await(event -> event.type() == EventType.BOUNCED);
            Event bounced = await(event -> event.type() == EventType.BOUNCED);
            assertThat(bounced.mail().tenant()).isNull();
            assertThat(Objects.requireNonNull(bounced.report()).suppressed()).isFalse();
            ReceivedMessage notice = sink.awaitMessage(message -> message.isFor(FORGED), PATIENCE);
            assertThat(notice.text()).contains("wire the money").doesNotContain("payload");
            send(server, FORGED, "user@backup.example");
            sink.awaitMessage(message -> message.isFor("user@backup.example"), PATIENCE);
            // What follows from an outcome is done when the message leaves its lane.
            Waiting.until(
                    "empty lanes", () -> server.queues().getLanes().stream().allMatch(lane -> lane.depth() == 0));
            assertThat(server.isSuppressed("gone@backup.example", "acme")).isFalse();
            assertThat(server.isSuppressed("gone@backup.example", "platform")).isFalse();
            assertThat(TestServers.events(server, EventType.QUEUED))
                    .as("three messages and one notice")
                    .hasSize(4);
        }
    }

    private SluiceServer start(SmtpSink sink) throws Exception {
        SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()));
        server.onEvent(events::add);
        return server;
    }

    private Event await(Predicate<Event> wanted) throws InterruptedException {
        for (Event event = next(); ; event = next()) {
            if (wanted.test(event)) {
                return event;
            }
        }
    }

    private Event next() throws InterruptedException {
        return Objects.requireNonNull(events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), "no further event came");
    }

    private static void send(SluiceServer server, String from, String to) throws Exception {
        send(server, from, to, MESSAGE);
    }

    private static void send(SluiceServer server, String from, String to, byte[] message) throws Exception {
        try (SmtpClient client = SmtpClient.connect(server.listener("relay"))) {
            client.readReply();
            client.expect(250, "EHLO stranger.example");
            client.expect(250, "MAIL FROM:<" + from + "> RET=FULL");
            client.expect(250, "RCPT TO:<" + to + ">");
            client.expect(354, "DATA");
            client.sendRaw(SmtpClient.dotStuffed(message));
            client.expect(250);
        }
    }
}
