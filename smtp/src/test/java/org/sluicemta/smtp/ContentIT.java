package org.sluicemta.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.event.EventType;
import org.sluicemta.smtp.frame.LookalikeEnds;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.WireReply;

/** What a message may hold, how it may arrive, and what is left when it does not arrive whole. */
class ContentIT {
    @TempDir
    Path home;

    private FrontDoorFixture server;

    @BeforeEach
    void start() throws Exception {
        server = FrontDoorFixture.relay(home, "<maxmessagesize>2M</maxmessagesize>", FrontDoorFixture.STAGE_ALL);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void takesAMegabyteInOneLine() throws Exception {
        String line = "y".repeat(1 << 20);
        try (SmtpClient client = server.greeted()) {
            assertThat(data(client, "Subject: long\r\n\r\n" + line + "\r\n").code())
                    .isEqualTo(250);
        }
        assertThat(received().body().replace("\r\n ", "")).isEqualTo(line + "\r\n");
        awaitNothingLeft();
    }

    @Test
    void refusesLoneCrLoneLfAndNulAtTheEndWithTheSessionInStep() throws Exception {
        try (SmtpClient client = server.greeted()) {
            for (String bad : List.of("a\rb", "a\nb", "a\0b", "\r\n.\rx", "\r")) {
                WireReply reply = data(client, "Subject: x\r\n\r\n" + bad + "\r\n");
                assertThat(reply.code() + " " + reply.text()).startsWith("554 5.6.0");
            }
            assertThat(data(client, "Subject: x\r\n\r\ngood\r\n").code()).isEqualTo(250);
        }
        assertThat(server.handOff.taken.total()).isEqualTo(1);
    }

    @Test
    void takesNothingForTheEndThatIsNone() throws Exception {
        try (SmtpClient client = server.greeted()) {
            for (String hex : LookalikeEnds.all()) {
                String sequence = new String(HexFormat.of().parseHex(hex), ISO_8859_1);
                WireReply reply = data(
                        client,
                        "Subject: x\r\n\r\nx" + sequence
                                + "MAIL FROM:<smuggled@x.example>\r\nRCPT TO:<b@y.example>\r\nDATA\r\nsmuggled\r\n");
                assertThat(reply.code()).as(hex).isIn(250, 554);
                client.expect(250, "NOOP");
            }
        }
        for (RecordingHandOff.Taken taken : server.handOff.taken.all()) {
            assertThat(taken.text().replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
            assertThat(String.valueOf(taken.envelope().sender())).isEqualTo("a@x.example");
        }
    }

    @Test
    void makesCrlfOfBareLineEndsWhereTheListenerSaysSo() throws Exception {
        try (FrontDoorFixture repairing = FrontDoorFixture.relay(
                        home, "<bareLineEnds>normalise</bareLineEnds>", FrontDoorFixture.STAGE_ALL);
                SmtpClient client = repairing.greeted()) {
            assertThat(data(client, "Subject: x\r\n\r\na\nb\rc\r\r\nd\n..e\r\n").code())
                    .isEqualTo(250);
            assertThat(repairing.handOff.taken.all().getFirst().body()).isEqualTo("a\r\nb\r\nc\r\n\r\nd\r\n..e\r\n");
            assertThat(data(client, "Subject: x\r\n\r\na\0b\r\n").code()).isEqualTo(554);
        }
    }

    @Test
    void takesNothingForTheEndThatIsNoneAndMendsItWhereTheListenerSaysSo() throws Exception {
        try (FrontDoorFixture repairing = FrontDoorFixture.relay(
                        home, "<bareLineEnds>normalise</bareLineEnds>", FrontDoorFixture.STAGE_ALL);
                SmtpClient client = repairing.greeted()) {
            int accepted = 0;
            for (String hex : LookalikeEnds.all()) {
                String sequence = new String(HexFormat.of().parseHex(hex), ISO_8859_1);
                WireReply reply = data(client, "Subject: x\r\n\r\nx" + sequence + "MAIL FROM:<smuggled@x.example>\r\n");
                accepted += reply.code() == 250 ? 1 : 0;
                client.expect(250, "NOOP");
            }
            assertThat(repairing.handOff.taken.total()).isEqualTo(accepted);
            for (RecordingHandOff.Taken taken : repairing.handOff.taken.all()) {
                assertThat(taken.text().replace("\r\n", ""))
                        .doesNotContain("\r")
                        .doesNotContain("\n");
                assertThat(taken.text()).contains("MAIL FROM:<smuggled@x.example>");
            }
        }
    }

    /** RFC 5321 section 4.5.3.1.6: whoever breaks them behind us breaks our signature. */
    @Test
    void breaksLinesOfMoreThan998Octets() throws Exception {
        String subject = "Subject: " + "word ".repeat(300);
        try (SmtpClient client = server.greeted()) {
            assertThat(data(client, subject + "\r\n\r\n" + "x".repeat(3_000) + "\r\n..y\r\n")
                            .code())
                    .isEqualTo(250);
        }
        String text = server.handOff.taken.all().getFirst().text();
        assertThat(text.lines()).allMatch(line -> line.length() <= 998);
        assertThat(text.replaceAll("\r\n(?= )", "")).contains(subject.strip());
        assertThat(text).endsWith("\r\n " + "x".repeat(3_000 - 998 - 997 - 997) + "\r\n.y\r\n");
    }

    @Test
    void refusesOrKeepsLongLinesWhereTheListenerSaysSo() throws Exception {
        String content = "Subject: x\r\n\r\n" + "x".repeat(3_000) + "\r\n";
        try (FrontDoorFixture strict =
                        FrontDoorFixture.relay(home, "<longLines>refuse</longLines>", FrontDoorFixture.STAGE_ALL);
                SmtpClient client = strict.greeted()) {
            assertThat(data(client, content).text()).startsWith("5.6.0").contains("998 octets");
            assertThat(data(client, "Subject: x\r\n\r\n" + "x".repeat(998) + "\r\n")
                            .code())
                    .isEqualTo(250);
        }
        try (FrontDoorFixture keeping =
                        FrontDoorFixture.relay(home, "<longLines>keep</longLines>", FrontDoorFixture.STAGE_ALL);
                SmtpClient client = keeping.greeted()) {
            assertThat(data(client, content).code()).isEqualTo(250);
            assertThat(keeping.handOff.taken.all().getFirst().body()).isEqualTo("x".repeat(3_000) + "\r\n");
        }
    }

    @Test
    void refusesWhatIsTooLargeAtMailOrAtTheEnd() throws Exception {
        try (SmtpClient client = server.greeted()) {
            assertThat(client.expect(552, "MAIL FROM:<a@x.example> SIZE=3000000")
                            .text())
                    .startsWith("5.3.4");
            assertThat(server.events.count(EventType.REJECTED)).isEqualTo(1);
            assertThat(data(client, "Subject: x\r\n\r\n" + "z\r\n".repeat(800_000))
                            .text())
                    .startsWith("5.3.4");
            assertThat(data(client, "Subject: x\r\n\r\ngood\r\n").code()).isEqualTo(250);
        }
        awaitNothingLeft();
    }

    @Test
    void leavesNothingBehindWhenTheClientGoesInTheMiddle() throws Exception {
        for (int size : new int[] {10, 5_000, 600_000}) {
            try (SmtpClient client = server.greeted()) {
                client.expect(250, "MAIL FROM:<a@x.example>");
                client.expect(250, "RCPT TO:<b@y.example>");
                client.expect(354, "DATA");
                client.sendRaw(("Subject: x\r\n\r\n" + "w".repeat(size)).getBytes(ISO_8859_1));
                client.reset();
            }
        }
        try (SmtpClient client = server.greeted()) {
            client.expect(250, "NOOP");
        }
        awaitNothingLeft();
        assertThat(server.handOff.taken.total()).isZero();
    }

    @Test
    void survivesADisconnectAtEveryByte() throws Exception {
        byte[] talk = ("EHLO c.example\r\nMAIL FROM:<a@x.example>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n"
                        + "Subject: x\r\n\r\nbody\r\n.\r\n")
                .getBytes(ISO_8859_1);
        for (int i = 0; i < talk.length; i++) {
            try (SmtpClient client = server.client()) {
                client.sendRaw(java.util.Arrays.copyOf(talk, i));
                client.reset();
            }
        }
        try (SmtpClient client = server.client()) {
            client.sendRaw(talk);
            for (int code : new int[] {250, 250, 250, 354, 250}) {
                client.expect(code);
            }
        }
        assertThat(server.handOff.taken.await(1, Waiting.PATIENCE)).hasSize(1);
    }

    @Test
    void stopsAMessageThatGoesInCircles() throws Exception {
        try (SmtpClient client = server.greeted()) {
            WireReply reply = data(client, "Received: from a by b\r\n".repeat(100) + "Subject: x\r\n\r\nx\r\n");
            assertThat(reply.code() + " " + reply.text()).startsWith("554 5.4.6");
        }
    }

    @Test
    void refusesAHeaderBeyondItsLimitsWithTheSessionInStep() throws Exception {
        try (SmtpClient client = server.greeted()) {
            for (String bad : List.of(
                    "a:\r\n".repeat(300_000),
                    "X: y\r\n".repeat(1_001),
                    "Subject: " + " x\r\n".repeat(50_000),
                    "From: " + "<".repeat(240_000) + "\r\n",
                    "From: " + "(".repeat(9_000) + "\r\n",
                    "Subject: x" + "x".repeat(100_000) + "\r\n",
                    ("X: " + "y".repeat(900) + "\r\n").repeat(300))) {
                WireReply reply = data(client, bad + "\r\nx\r\n");
                assertThat(reply.code() + " " + reply.text()).startsWith("554 5.6.0");
                assertThat(chunk(client, bad + "\r\nx\r\n").code()).isEqualTo(554);
            }
            assertThat(data(client, "Subject: x\r\n\r\ngood\r\n").code()).isEqualTo(250);
        }
        assertThat(server.handOff.taken.total()).isEqualTo(1);
        awaitNothingLeft();
    }

    @Test
    void allowsAsLargeAHeaderAsTheListenerSays() throws Exception {
        try (FrontDoorFixture wide = FrontDoorFixture.relay(
                        home,
                        "<limits><headerFields>50000</headerFields><headerOctets>2000000</headerOctets></limits>",
                        FrontDoorFixture.STAGE_ALL);
                SmtpClient client = wide.greeted()) {
            StringBuilder fields = new StringBuilder();
            for (int i = 0; i < 40_000; i++) {
                fields.append("X-").append(i).append(": a\r\n");
            }
            assertThat(data(client, fields + "\r\nx\r\n").code()).isEqualTo(250);
            assertThat(data(client, fields + "X: ".repeat(10_000) + "\r\n".repeat(10_000) + "\r\n")
                            .code())
                    .isEqualTo(250);
            assertThat(data(client, fields + fields.toString() + "\r\nx\r\n").code())
                    .isEqualTo(554);
        }
    }

    @Test
    void endsTheHeaderWhereNoFieldIsAndKeepsBackWhatOnlyTheSenderMaySee() throws Exception {
        try (SmtpClient client = server.greeted()) {
            String fields = "From: a@x.example\r\nBcc: c@z.example,\r\n d@z.example\r\nTo: b@y.example\r\n";
            assertThat(data(client, "From shop Mon Nov 23\r\n" + fields + "text: with colon\r\nmore\r\n")
                            .code())
                    .isEqualTo(250);
            assertThat(chunk(client, fields + "DQpTR1Z5Z\r\n".repeat(150_000)).code())
                    .isEqualTo(250);
            assertThat(data(client, "  indented\r\n").code()).isEqualTo(250);
        }
        List<RecordingHandOff.Taken> taken = server.handOff.taken.await(3, Waiting.PATIENCE);
        assertThat(taken.get(0).text())
                .endsWith("\r\nFrom: a@x.example\r\nTo: b@y.example\r\ntext: with colon\r\n\r\nmore\r\n");
        assertThat(taken.get(1).body()).isEqualTo("DQpTR1Z5Z\r\n".repeat(150_000));
        assertThat(taken.get(1).text()).contains("To: b@y.example\r\n\r\nDQp").doesNotContain("z.example");
        assertThat(taken.get(2).body()).isEqualTo("  indented\r\n");
    }

    @Test
    void takesChunksPipelinedWithTheirCommands() throws Exception {
        try (SmtpClient client = server.greeted()) {
            client.sendRaw(("MAIL FROM:<a@x.example>\r\nRCPT TO:<b@y.example>\r\nBDAT 14\r\nSubject: x\r\n\r\n"
                            + "BDAT 5\r\n.\r\n.\rBDAT 8 LAST\r\n\n..keep\nNOOP\r\n")
                    .getBytes(ISO_8859_1));
            client.expect(250);
            client.expect(250);
            assertThat(client.expect(250).text()).isEqualTo("2.0.0 14 octets received");
            client.expect(250);
            // The LF that ends the last chunk stands alone.
            assertThat(client.expect(554).text()).startsWith("5.6.0");
            client.expect(250);
            client.sendRaw(("MAIL FROM:<a@x.example>\r\nRCPT TO:<b@y.example>\r\nBDAT 14\r\nSubject: x\r\n\r\n"
                            + "BDAT 5\r\n.\r\n.\rBDAT 9 LAST\r\n\n..keep\r\n")
                    .getBytes(ISO_8859_1));
            client.expect(250);
            client.expect(250);
            client.expect(250);
            client.expect(250);
            assertThat(client.expect(250).text()).contains("queued as");
        }
        assertThat(received().body()).isEqualTo(".\r\n.\r\n..keep\r\n");
    }

    @Test
    void staysInStepWhenAChunkIsRefused() throws Exception {
        try (SmtpClient client = server.greeted()) {
            client.sendRaw("BDAT 6\r\nQUIT\r\nNOOP\r\n".getBytes(ISO_8859_1));
            assertThat(client.expect(503).text()).startsWith("5.5.1");
            client.expect(250);
        }
    }

    private static WireReply data(SmtpClient client, String content) throws Exception {
        client.expect(250, "MAIL FROM:<a@x.example>");
        client.expect(250, "RCPT TO:<b@y.example>");
        client.expect(354, "DATA");
        client.sendRaw((content + ".\r\n").getBytes(ISO_8859_1));
        return client.readReply();
    }

    private static WireReply chunk(SmtpClient client, String content) throws Exception {
        client.expect(250, "MAIL FROM:<a@x.example>");
        client.expect(250, "RCPT TO:<b@y.example>");
        client.sendRaw(("BDAT " + content.length() + " LAST\r\n" + content).getBytes(ISO_8859_1));
        return client.readReply();
    }

    private RecordingHandOff.Taken received() {
        return server.handOff.taken.await(1, Waiting.PATIENCE).get(0);
    }

    /** A file goes when the server sees that its client has gone, or a moment after the answer. */
    private void awaitNothingLeft() throws Exception {
        Waiting.until("no file of a message", () -> {
            try (Stream<Path> files = Files.list(home.resolve("data/receiving"))) {
                return files.findAny().isEmpty();
            }
        });
    }
}
