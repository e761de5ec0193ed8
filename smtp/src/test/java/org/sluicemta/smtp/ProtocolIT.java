package org.sluicemta.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.WireReply;

/** Commands, their order and their parameters. */
class ProtocolIT {
    @TempDir
    Path home;

    private FrontDoorFixture server;

    @BeforeEach
    void start() throws Exception {
        server = FrontDoorFixture.relay(
                home,
                "<maxmessagesize>10M</maxmessagesize><limits><recipients>3</recipients><badCommands>30</badCommands></limits>",
                FrontDoorFixture.STAGE_ALL);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void saysWhatItOffers() throws Exception {
        try (SmtpClient client = server.client()) {
            assertThat(client.expect(250, "EHLO c.example").lines())
                    .filteredOn(line -> !line.startsWith("FUTURERELEASE"))
                    .containsExactly(
                            "mx.example",
                            "PIPELINING",
                            "SIZE 10485760",
                            "ENHANCEDSTATUSCODES",
                            "8BITMIME",
                            "DSN",
                            "SMTPUTF8",
                            "CHUNKING",
                            "MT-PRIORITY",
                            "LIMITS RCPTMAX=3");
        }
    }

    @Test
    void putsAnEnhancedCodeIntoEveryReply() throws Exception {
        try (SmtpClient client = server.greeted()) {
            for (String line : List.of(
                    "NOOP",
                    "RSET",
                    "VRFY x",
                    "EXPN x",
                    "HELP",
                    "NONSENSE",
                    "MAIL FROM:a",
                    "RCPT TO:<a@b.example>",
                    "DATA",
                    "BDAT 0",
                    "STARTTLS",
                    "AUTH PLAIN",
                    "MAIL FROM:<a@b.example> X=1",
                    "RSET x",
                    "DATA x",
                    "",
                    "MAIL FROM:<a@b.example>",
                    "RCPT TO:<nodomain>",
                    "MAIL FROM:<c@b.example>",
                    "EHLO",
                    "QUIT")) {
                WireReply reply = client.command(line);
                String status = reply.enhancedStatus().orElse("none");
                assertThat(status).as(line).matches("[245]\\.\\d{1,3}\\.\\d{1,3}");
                assertThat(status.charAt(0)).as(line).isEqualTo(Character.forDigit(reply.code() / 100, 10));
            }
        }
    }

    @Test
    void refusesUnknownParameters() throws Exception {
        try (SmtpClient client = server.greeted()) {
            for (String parameter : List.of("FOO=bar", "BODY=BINARYMIME", "REQUIRETLS", "BY=120;R")) {
                WireReply reply = client.command("MAIL FROM:<a@b.example> " + parameter);
                assertThat(reply.code() + " " + reply.text()).as(parameter).startsWith("555 5.5.4");
            }
            client.expect(501, "MAIL FROM:<a@b.example> SIZE=x");
            client.expect(501, "MAIL FROM:<a@b.example> SIZE=1 SIZE=2");
            client.expect(501, "MAIL FROM:<a@b.example>SIZE=1");
            client.expect(501, "MAIL FROM:<a@b.example> RET=ALL");
            client.expect(501, "MAIL FROM:<a@b.example> BODY=x");
            client.expect(250, "MAIL FROM:<a@b.example> SIZE=100 BODY=8BITMIME RET=HDRS ENVID=abc+2B SMTPUTF8");
            client.expect(555, "RCPT TO:<a@b.example> FOO");
            client.expect(501, "RCPT TO:<a@b.example> NOTIFY=NEVER,DELAY");
            client.expect(501, "RCPT TO:<a@b.example> ORCPT=nosemicolon");
            client.expect(250, "RCPT TO:<a@b.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;a@b.example");
        }
    }

    @Test
    void checksWhatAClientCallsItself() throws Exception {
        try (SmtpClient client = server.client()) {
            for (String good : List.of(
                    "localhost",
                    "my_host.example",
                    "[192.0.2.1]",
                    "[IPv6:2001:db8::1]",
                    "[IPv6:::ffff:192.0.2.47]",
                    "[IPv6:::192.0.2.47]")) {
                client.expect(250, "EHLO " + good);
            }
            assertThat(client.command("EHLO").code()).isEqualTo(501);
        }
        try (FrontDoorFixture strict =
                        FrontDoorFixture.relay(home, "<strict>true</strict>", FrontDoorFixture.STAGE_ALL);
                SmtpClient client = strict.client()) {
            for (String bad : List.of(
                    "", "a b", "a<b>", "[300.1.1.1]", "[zz]", "x".repeat(300), "a\tb", "ü", "(none)", "[::1]")) {
                assertThat(client.command("EHLO " + bad).code()).as(bad).isIn(500, 501);
            }
            client.expect(250, "EHLO [IPv6:::ffff:192.0.2.47]");
            client.expect(250, "HELO c.example");
            client.expect(555, "MAIL FROM:<a@b.example> SIZE=1");
            for (String bad : List.of("a@b.example", "<a..b@b.example>", "<.a@b.example>", "<a@b.example.>")) {
                client.expect(501, "MAIL FROM:" + bad);
            }
            client.expect(501, "MAIL FROM:<" + "x".repeat(65) + "@b.example>");
            client.expect(501, "MAIL  FROM:<a@b.example>");
            client.expect(500, "MAIL\tFROM:<a@b.example>");
            assertThat(client.expect(553, "MAIL FROM:<jürgen@b.example>").text())
                    .startsWith("5.6.7");
        }
    }

    @Test
    void takesWhatRealClientsWriteUnlessItIsStrict() throws Exception {
        try (SmtpClient client = server.client()) {
            for (String name :
                    List.of("(none)", "my host", "[2001:db8::1]", "bücher.example", "x".repeat(300), "a<b>")) {
                client.expect(250, "EHLO " + name);
            }
            client.sendRaw("EHLO PC-M\u00dcLLER\r\n".getBytes(ISO_8859_1));
            assertThat(client.readReply().code()).isEqualTo(250);
            client.sendRaw("MAIL FROM:<m\u00fcller@x.example>\r\n".getBytes(ISO_8859_1));
            assertThat(client.readReply().code()).isEqualTo(501);
            client.expect(250, "EHLO (my host)");
            client.expect(250, "MAIL\tFROM:\ta.b@x.example\tSIZE=100");
            client.expect(250, "RSET");
            client.expect(250, "MAIL  FROM: <" + "x".repeat(200) + "@b.example>");
            client.expect(250, "RCPT TO:<u@bücher.example>");
            client.expect(250, "RCPT TO:<用户@y.example>");
            client.expect(501, "RCPT TO:<" + "x".repeat(250) + "@b.example>");
            client.expect(250, "RSET");
            client.expect(250, "MAIL FROM:a.b@x.example SIZE=100");
            client.expect(250, "RCPT TO:<first..last@y.example>");
            client.expect(250, "RCPT TO: <name.@y.example.>");
            client.expect(250, "RCPT TO:.name@Y.example");
            for (String bad : List.of("a b@y.example", "<a@y.example..>", "<a@>", "<@y.example>", "<a@[zz]>", "")) {
                assertThat(client.command("RCPT TO:" + bad).code()).as(bad).isIn(501, 555);
            }
            client.expect(354, "DATA");
            client.send("Subject: x", "", "x", ".");
            client.expect(250);
            client.expect(250, "HELO c.example");
            client.expect(250, "MAIL FROM:<a@b.example> SIZE=1");
        }
        RecordingHandOff.Taken taken = server.handOff.taken.all().getFirst();
        assertThat(taken.text()).startsWith("Received: from ?my?host? ([127.0.0.1])");
        assertThat(String.valueOf(taken.envelope().sender())).isEqualTo("a.b@x.example");
        assertThat(taken.envelope().recipients())
                .extracting(recipient -> recipient.address().toString())
                .containsExactly("first..last@y.example", "name.@y.example", ".name@y.example");
    }

    @Test
    void keepsDomainsApartThatOlderRulesTookForOne() throws Exception {
        try (SmtpClient client = server.greeted()) {
            client.expect(250, "MAIL FROM:<a@straße.example> SMTPUTF8");
            client.expect(250, "RCPT TO:<a@βόλος.example>");
            client.expect(250, "RCPT TO:<a@bücher。example>");
            assertThat(client.command("RCPT TO:<a@bü／cher.example>").code()).isEqualTo(501);
            client.expect(354, "DATA");
            client.send("Subject: x", "", "x", ".");
            client.expect(250);
        }
        RecordingHandOff.Taken taken = server.handOff.taken.all().getFirst();
        assertThat(String.valueOf(taken.envelope().sender())).isEqualTo("a@xn--strae-oqa.example");
        assertThat(taken.envelope().recipients())
                .extracting(recipient -> recipient.address().domain())
                .containsExactly("xn--nxasmm1c.example", "xn--bcher-kva.example");
    }

    @Test
    void refusesRecipientsBeyondTheLimitForNow() throws Exception {
        try (SmtpClient client = server.greeted()) {
            client.expect(250, "MAIL FROM:<a@b.example>");
            for (int i = 0; i < 3; i++) {
                client.expect(250, "RCPT TO:<r" + i + "@b.example>");
            }
            assertThat(client.expect(452, "RCPT TO:<r3@b.example>").text()).startsWith("4.5.3");
        }
    }

    @Test
    void endsTheSessionAfterTooManyBadCommands() throws Exception {
        try (SmtpClient client = server.greeted()) {
            for (int i = 0; i < 29; i++) {
                client.expect(500, "XYZZY");
            }
            assertThat(client.expect(421, "XYZZY").text()).startsWith("4.7.0");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    /** A web page may have a browser inside a trusted network post commands to us. */
    @Test
    void endsTheSessionOfAWebBrowser() throws Exception {
        for (String first : List.of(
                "POST / HTTP/1.1",
                "get /",
                "OPTIONS * HTTP/1.1",
                "PRI * HTTP/2.0",
                "Host: mx.example",
                "user-agent: x",
                "BREW /pot http/1.1")) {
            try (SmtpClient client = server.client()) {
                client.sendRaw((first + "\r\nEHLO x\r\nMAIL FROM:<a@x.example>\r\n").getBytes(US_ASCII));
                assertThat(client.readReply().code()).as(first).isEqualTo(421);
                assertThat(client.isClosedByServer()).isTrue();
            }
        }
    }

    @Test
    void answersALongLineAndStaysInStep() throws Exception {
        try (SmtpClient client = server.greeted()) {
            client.send("NOOP " + "x".repeat(64 * 1024), "NOOP");
            client.expect(500);
            client.expect(250);
        }
    }

    @Test
    void carriesInternationalAddresses() throws Exception {
        try (SmtpClient client = server.greeted()) {
            client.expect(250, "MAIL FROM:<jürgen@bücher.example> SMTPUTF8");
            client.expect(250, "RCPT TO:<用户@例子.example>");
            client.expect(354, "DATA");
            client.send("Subject: grüße", "", "ü", ".");
            client.expect(250);
        }
        RecordingHandOff.Taken taken = server.handOff.taken.all().get(0);
        assertThat(String.valueOf(taken.envelope().sender())).isEqualTo("jürgen@xn--bcher-kva.example");
        assertThat(taken.envelope().recipients().get(0).address().toString()).isEqualTo("用户@xn--fsqu00a.example");
        assertThat(taken.text())
                .contains("with UTF8SMTP id")
                .contains("for <用户@xn--fsqu00a.example>")
                .contains("grüße");
    }

    @Test
    void takesNoTabsInAddresses() throws Exception {
        try (SmtpClient client = server.greeted()) {
            client.expect(501, "MAIL FROM:<\"a\tb\"@x.example>");
            client.expect(250, "MAIL FROM:<\"a b\"@x.example>");
            client.expect(501, "RCPT TO:<\"a\tb\"@y.example>");
            client.expect(250, "RCPT TO:<\"a b\"@y.example>");
        }
    }

    @Test
    void handsOrcptOnAsItWasGiven() throws Exception {
        try (SmtpClient client = server.greeted()) {
            client.expect(250, "MAIL FROM:<a@x.example>");
            client.expect(501, "RCPT TO:<b@y.example> ORCPT=utf-8;b\u00f6b@z.example");
            client.expect(250, "RCPT TO:<b@y.example> ORCPT=utf-8;b\\x{F6}b@z.example");
            client.expect(250, "RCPT TO:<c@y.example> ORCPT=rfc822;c+2Bc@z.example");
            client.expect(354, "DATA");
            client.sendRaw("Subject: x\r\n\r\nx\r\n.\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            client.expect(250);
        }
        assertThat(StageMail.text(StageMail.last, MailAttributeNames.ORIGINAL_RECIPIENTS)
                        .orElseThrow())
                .contains("utf-8;b\\x{F6}b@z.example", "rfc822;c+2Bc@z.example");
    }

    @Test
    void keepsAddressLiteralsWhole() throws Exception {
        try (SmtpClient client = server.greeted()) {
            client.deliver(
                    "a@b.example",
                    List.of("x@[192.0.2.1]"),
                    "Subject: x\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        assertThat(server.handOff
                        .taken
                        .all()
                        .get(0)
                        .envelope()
                        .recipients()
                        .get(0)
                        .address()
                        .toString())
                .isEqualTo("x@[192.0.2.1]");
    }
}
