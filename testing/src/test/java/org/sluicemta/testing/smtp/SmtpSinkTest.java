package org.sluicemta.testing.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sluicemta.testing.event.NotArrivedException;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.time.MutableClock;
import org.sluicemta.testing.tls.TestCertificate;

class SmtpSinkTest {
    private static final Duration SOON = Waiting.PATIENCE;
    private static final byte[] MESSAGE =
            "Subject: hi\r\nX-Long: a\r\n b\r\n\r\n.dot\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII);

    private static SmtpClient greeted(SmtpSink sink) throws IOException {
        SmtpClient client = SmtpClient.connect(sink.address());
        client.expect(220);
        client.expect(250, "EHLO client.example");
        return client;
    }

    private static void deliver(SmtpClient client, String recipient) throws IOException {
        assertThat(client.deliver("a@client.example", List.of(recipient), MESSAGE)
                        .code())
                .isEqualTo(250);
    }

    @Test
    void keepsEnvelopeCircumstancesAndExactBytes() throws Exception {
        MutableClock clock = new MutableClock();
        try (SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withClock(clock));
                SmtpClient client = greeted(sink)) {
            deliver(client, "x@sink.example");
            client.send("MAIL FROM:<> RET=HDRS ENVID=q1 BODY=8BITMIME");
            client.expect(250);
            client.expect(250, "RCPT TO:<\"a>b\"@sink.example> NOTIFY=NEVER");
            client.expect(354, "DATA");
            client.sendRaw("..x\r\n.\r\n".getBytes(StandardCharsets.US_ASCII));
            client.expect(250);

            List<ReceivedMessage> messages = sink.awaitMessages(2, SOON);
            ReceivedMessage first = messages.get(0);
            assertThat(first.content()).isEqualTo(MESSAGE);
            assertThat(first.header("x-long")).contains("a b");
            assertThat(first.body()).asString(StandardCharsets.US_ASCII).isEqualTo(".dot\r\nbody\r\n");
            assertThat(first.heloName()).isEqualTo("client.example");
            assertThat(first.receivedAt()).isEqualTo(clock.instant());
            ReceivedMessage second = messages.get(1);
            assertThat(second.mailFrom().isNull()).isTrue();
            assertThat(second.mailFrom().parameter("envid")).contains("q1");
            assertThat(second.rcptTos().getFirst()).hasToString("<\"a>b\"@sink.example> NOTIFY=NEVER");
            assertThat(second.text()).isEqualTo(".x\r\n");
            assertThat(second.connectionNumber()).isEqualTo(1);
            assertThat(second.messageNumber()).isEqualTo(2);
        }
    }

    @Test
    void onlyCrlfDotCrlfEndsData() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                SmtpClient client = greeted(sink)) {
            client.expect(250, "MAIL FROM:<a@b>");
            client.expect(250, "RCPT TO:<x@sink.example>");
            client.expect(354, "DATA");
            String content = "a\n.\nb\r.\rc\r\n.\nd\n.\r\ne\r\n.\r.\r\n";
            client.sendRaw((content + ".\r\n").getBytes(StandardCharsets.US_ASCII));
            client.expect(250);
            // The one dot that starts a CRLF line with more on it is transparency and goes.
            assertThat(sink.messages().getFirst().text()).isEqualTo("a\n.\nb\r.\rc\r\n\nd\n.\r\ne\r\n\r.\r\n");
        }
    }

    @Test
    void listensOnSeveralAddressesAndSeesTheSourceAddress() throws Exception {
        SinkOptions options = SinkOptions.onLoopback().withAddresses("127.0.0.10", "127.0.0.11");
        try (SmtpSink sink = SmtpSink.start(options);
                SmtpClient client = SmtpClient.connect(
                        new InetSocketAddress("127.0.0.11", sink.port()),
                        Optional.of(InetAddress.getByName("127.0.0.3")))) {
            client.expect(220);
            client.expect(250, "HELO x");
            deliver(client, "x@sink.example");
            ReceivedMessage message = sink.awaitMessages(1, SOON).getFirst();
            assertThat(message.peerAddress()).isEqualTo("127.0.0.3");
            assertThat(message.localAddress()).isEqualTo("127.0.0.11");
            assertThat(sink.counts().maxOpenConnectionsByPeer()).containsEntry("127.0.0.3", 1);
        }
    }

    @Test
    void upgradesToTlsAndDropsWhatWasPipelinedInClear() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                SmtpClient client = greeted(sink)) {
            client.sendRaw("STARTTLS\r\nMAIL FROM:<evil@x>\r\n".getBytes(StandardCharsets.US_ASCII));
            client.expect(220);
            client.handshake(TestCertificate.trustAnything());
            assertThat(client.command("EHLO again").text()).doesNotContain("STARTTLS");
            deliver(client, "x@sink.example");
            assertThat(sink.messages().getFirst().tls()).isTrue();
        }
    }

    @Test
    void speaksTlsFromTheFirstByteWhenToldSo() throws Exception {
        try (SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withImplicitTls());
                SmtpClient client = SmtpClient.connect(sink.address())) {
            client.handshake(TestCertificate.trustAnything());
            client.expect(220);
        }
    }

    @Test
    void demandsCredentialsWhenItHasSome() throws Exception {
        try (SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withCredentials("anna", "secret"));
                SmtpClient client = greeted(sink)) {
            assertThat(client.command("MAIL FROM:<a@b>").code()).isEqualTo(530);
            assertThat(client.authPlain("anna", "wrong").code()).isEqualTo(535);
            assertThat(client.authPlain("anna", "secret").code()).isEqualTo(235);
            deliver(client, "x@sink.example");
            assertThat(sink.messages().getFirst().authIdentity()).contains("anna");
            assertThat(client.talk()).noneMatch(line -> line.contains("c2VjcmV0"));
        }
    }

    @Test
    void takesChunks() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                SmtpClient client = greeted(sink)) {
            client.send("MAIL FROM:<a@b>", "RCPT TO:<x@sink.example>", "BDAT 4");
            client.sendRaw("a\n.\nBDAT 2 LAST\r\n.b".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 4; i++) {
                client.expect(250);
            }
            assertThat(sink.messages().getFirst().text()).isEqualTo("a\n.\n.b");
        }
    }

    @Test
    void refusesWhatItDoesNotOffer() throws Exception {
        SinkOptions options = SinkOptions.onLoopback().without(SinkExtension.SMTPUTF8, SinkExtension.DSN);
        try (SmtpSink sink = SmtpSink.start(options.withMaxMessageBytes(10));
                SmtpClient client = greeted(sink)) {
            assertThat(client.command("MAIL FROM:<a@b> SMTPUTF8").code()).isEqualTo(555);
            assertThat(client.command("MAIL FROM:<a@b> SIZE=11").code()).isEqualTo(552);
            assertThat(client.deliver("a@b", List.of("x@y"), MESSAGE).code()).isEqualTo(552);
            assertThat(client.command("RCPT TO:<x@y>").code()).isEqualTo(503);
            assertThat(sink.messages()).isEmpty();
        }
    }

    @Test
    void failsByRecipientAndByOccasion() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                SmtpClient client = greeted(sink)) {
            sink.script(SinkScript.of(
                    SinkRule.at(SinkPhase.RCPT).recipient("no@x").answer(550, "5.1.1 No such", "5.1.1 user"),
                    SinkRule.at(SinkPhase.RCPT).firstPerRecipient(1).answer(451, "4.2.0 Greylisted"),
                    SinkRule.at(SinkPhase.END_OF_DATA).after(1).first(1).answer(554, "5.7.1 Spam")));
            client.expect(250, "MAIL FROM:<a@b>");
            assertThat(client.command("RCPT TO:<no@x>")).isEqualTo(WireReply.of(550, "5.1.1 No such", "5.1.1 user"));
            assertThat(client.command("RCPT TO:<p@x>").code()).isEqualTo(451);
            assertThat(client.command("RCPT TO:<q@x>").code()).isEqualTo(451);
            assertThat(client.command("RCPT TO:<p@x>").code()).isEqualTo(250);
            client.expect(250, "RSET");
            deliver(client, "p@x");
            assertThat(client.deliver("a@b", List.of("p@x"), MESSAGE).code()).isEqualTo(554);
            deliver(client, "p@x");
            assertThat(sink.messages()).hasSize(2);
            assertThat(sink.counts().command("RCPT")).isEqualTo(7);
        }
    }

    @Test
    void closesInTheMiddleOfData() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                SmtpClient client = greeted(sink)) {
            sink.script(SinkScript.of(SinkRule.at(SinkPhase.CONTENT).then(new SinkFault.CloseMidData(5))));
            assertThatThrownBy(() -> client.deliver("a@b", List.of("x@y"), MESSAGE))
                    .isInstanceOf(IOException.class);
            assertThat(sink.messages()).isEmpty();
            sink.awaitCounts(counts -> counts.openConnections() == 0, SOON);
        }
    }

    @Test
    void losesTheFinalReplyButKeepsTheMessage() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                SmtpClient client = greeted(sink)) {
            sink.script(SinkScript.of(SinkRule.at(SinkPhase.END_OF_DATA).then(new SinkFault.AcceptThenClose())));
            assertThatThrownBy(() -> client.deliver("a@b", List.of("x@y"), MESSAGE))
                    .isInstanceOf(IOException.class);
            assertThat(sink.messages()).hasSize(1);
        }
    }

    @Test
    void answers421AndCloses() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                SmtpClient client = greeted(sink)) {
            sink.script(SinkScript.of(SinkRule.at(SinkPhase.MAIL).answerThenClose(421, "4.3.2 Shutting down")));
            assertThat(client.command("MAIL FROM:<a@b>").code()).isEqualTo(421);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void hangsUpAfterADelivery() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                SmtpClient client = greeted(sink)) {
            sink.script(SinkScript.of(SinkRule.at(SinkPhase.END_OF_DATA)
                    .then(new SinkFault.HangUpAfterwards(WireReply.of(421, "4.4.2 Bye")))));
            deliver(client, "x@y");
            assertThat(client.readReply().code()).isEqualTo(421);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void stallsDripsAndTalksRubbish() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                SmtpClient client = greeted(sink)) {
            sink.script(SinkScript.of(
                    SinkRule.at(SinkPhase.MAIL).stall(Duration.ofMillis(30)),
                    SinkRule.at(SinkPhase.RCPT).then(new SinkFault.SlowDrip(Duration.ofMillis(1))),
                    SinkRule.at(SinkPhase.RSET)
                            .then(new SinkFault.Garbage("\0what\r\n".getBytes(StandardCharsets.US_ASCII))),
                    SinkRule.at(SinkPhase.QUIT).stallForever()));
            long start = System.nanoTime();
            client.expect(250, "MAIL FROM:<a@b>");
            client.expect(250, "RCPT TO:<x@y>");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(40));
            client.send("RSET");
            assertThatThrownBy(client::readReply).isInstanceOf(SmtpTalkException.class);
            client.setPatience(Duration.ofMillis(50));
            assertThatThrownBy(() -> client.command("QUIT")).isInstanceOf(java.net.SocketTimeoutException.class);
            client.close();
            sink.awaitCounts(counts -> counts.openConnections() == 0, SOON);
        }
    }

    @Test
    void refusesEhloButTakesHelo() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                SmtpClient client = SmtpClient.connect(sink.address())) {
            sink.script(SinkScript.of(SinkRule.at(SinkPhase.EHLO).answer(502, "5.5.1 What?")));
            client.expect(220);
            client.expect(502, "EHLO client.example");
            client.expect(250, "HELO client.example");
            client.expect(502, "BLAH 1");
            assertThat(sink.counts().commands()).containsEntry("OTHER", 1L).doesNotContainKey("BLAH");
        }
    }

    @Test
    void breaksTheHandshake() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                SmtpClient client = greeted(sink)) {
            sink.script(SinkScript.of(SinkRule.at(SinkPhase.STARTTLS).then(new SinkFault.BrokenTlsHandshake())));
            assertThatThrownBy(client::startTls).isInstanceOf(IOException.class);
        }
    }

    @Test
    void resetsAtTheGreeting() throws Exception {
        try (SmtpSink sink = SmtpSink.start()) {
            sink.script(SinkScript.of(SinkRule.at(SinkPhase.CONNECT).first(1).then(new SinkFault.Reset())));
            // The reset may be seen as early as in the connect.
            assertThatThrownBy(() -> {
                        try (SmtpClient client = SmtpClient.connect(sink.address())) {
                            client.readReply();
                        }
                    })
                    .isInstanceOf(IOException.class);
            greeted(sink).close();
        }
    }

    @Test
    void forgetsContentBeyondItsBudget() throws Exception {
        try (SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withRetention(2, MESSAGE.length));
                SmtpClient client = greeted(sink)) {
            for (int i = 0; i < 3; i++) {
                deliver(client, i + "@y");
            }
            List<ReceivedMessage> kept = sink.awaitMessages(3, SOON);
            assertThat(kept)
                    .extracting(message -> message.recipients().getFirst())
                    .containsExactly("1@y", "2@y");
            assertThatThrownBy(kept.get(0)::content).isInstanceOf(IllegalStateException.class);
            assertThat(kept.get(1).content()).isEqualTo(MESSAGE);
            assertThat(sink.counts().messages()).isEqualTo(3);
        }
    }

    @Test
    void tellsListenersAndReportsTheirFailuresAtClose() throws Exception {
        LinkedBlockingQueue<ReceivedMessage> told = new LinkedBlockingQueue<>();
        SmtpSink sink = SmtpSink.start();
        sink.onMessage(told::add);
        try (SmtpClient client = greeted(sink)) {
            deliver(client, "x@y");
            assertThat(told.poll(30, TimeUnit.SECONDS)).isNotNull();
        }
        sink.close();

        SmtpSink failing = SmtpSink.start();
        failing.onMessage(message -> {
            told.add(message);
            throw new IllegalArgumentException("listener");
        });
        try (SmtpClient client = greeted(failing)) {
            deliver(client, "x@y");
            assertThat(told.poll(30, TimeUnit.SECONDS)).isNotNull();
        }
        failing.awaitFailure(SOON);
        assertThatThrownBy(failing::close).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysWhatCameWhenTheWaitIsOver() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                SmtpClient client = greeted(sink)) {
            deliver(client, "x@y");
            assertThatThrownBy(() -> sink.awaitMessage(message -> message.isFor("z@y"), Duration.ofMillis(10)))
                    .isInstanceOf(NotArrivedException.class)
                    .hasMessageContaining("1 messages arrived, the last:")
                    .hasMessageContaining("<x@y>");
        }
    }

    @Test
    void refusesRulesThatCannotWork() {
        assertThatThrownBy(() -> SinkRule.at(SinkPhase.RCPT).then(new SinkFault.CloseMidData(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SinkRule.at(SinkPhase.CONTENT).close()).isInstanceOf(IllegalArgumentException.class);
    }
}
