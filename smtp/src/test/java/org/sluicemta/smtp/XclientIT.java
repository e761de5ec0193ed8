package org.sluicemta.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.admission.AdmissionSettings;
import org.sluicemta.limit.ClientLimits;
import org.sluicemta.limit.ContentLimits;
import org.sluicemta.limit.LimitKind;
import org.sluicemta.limit.Limits;
import org.sluicemta.limit.LoginLimits;
import org.sluicemta.limit.SessionLimits;
import org.sluicemta.limit.SubjectKind;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.settings.ChainSettings;
import org.sluicemta.settings.SmtpSettings;
import org.sluicemta.testing.smtp.SmtpClient;

/** XCLIENT, from named clients only. */
class XclientIT {
    private static final String NAMED = "<xclient><network>127.0.0.1</network></xclient>";
    private static final String WITH_LOGIN = "<xclient login='true'><network>127.0.0.0/8</network></xclient>";
    private static final byte[] MESSAGE = "Subject: x\r\n\r\nx\r\n".getBytes(US_ASCII);

    @TempDir
    Path home;

    @Test
    void takesTheClientThatANamedPeerDescribes() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, NAMED);
                SmtpClient client = server.greeted()) {
            assertThat(client.expect(220, "XCLIENT NAME=shop.example ADDR=198.51.100.7 PORT=40000")
                            .text())
                    .contains("mx.example ESMTP");
            client.expect(503, "MAIL FROM:<a@x.example>");
            client.expect(250, "EHLO real.example");
            client.deliver("a@x.example", List.of("b@relayed.example"), MESSAGE);
            assertThat(StageMail.text(StageMail.last, MailAttributeNames.CLIENT_ADDRESS))
                    .contains("198.51.100.7");
            assertThat(server.handOff.taken.all().get(0).text())
                    .contains("from real.example (shop.example [198.51.100.7])");
        }
    }

    @Test
    void writesNoNameIntoAReceivedFieldThatDoesNotFitThere() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, NAMED);
                SmtpClient client = server.greeted()) {
            client.expect(220, "XCLIENT NAME=shop)(.example HELO=<c>;d.example PROTO=ESMTP ADDR=198.51.100.7");
            client.deliver("a@x.example", List.of("b@relayed.example"), MESSAGE);
            assertThat(server.handOff.taken.all().get(0).text())
                    .contains("from ?c??d.example (shop??.example [198.51.100.7])");
        }
    }

    @Test
    void needsNoEhloAfterHeloWasGiven() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, NAMED);
                SmtpClient client = server.greeted()) {
            client.expect(220, "xclient PROTO=ESMTP HELO=c+2Ed.example ADDR=IPv6:2001:db8::7");
            client.deliver("a@x.example", List.of("b@relayed.example"), MESSAGE);
            assertThat(server.handOff.taken.all().get(0).text())
                    .contains("from c.d.example ([IPv6:2001:db8:0:0:0:0:0:7])")
                    .contains("with ESMTP id");
        }
    }

    @Test
    void relaysForTheClientAndNotForThePeer() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, NAMED, FrontDoorFixture.STAGE_ALL)) {
            for (String stranger : List.of("198.51.100.7", "[UNAVAILABLE]", "[TEMPUNAVAIL]")) {
                recipient(server, 550, "ADDR=" + stranger);
            }
            recipient(server, 250, "ADDR=127.0.0.9 NAME=[UNAVAILABLE]");
        }
    }

    private static void recipient(FrontDoorFixture server, int answer, String attributes) throws Exception {
        try (SmtpClient client = server.greeted()) {
            client.expect(220, "XCLIENT " + attributes);
            client.expect(250, "EHLO c.example");
            client.expect(250, "MAIL FROM:<a@acme.example>");
            client.expect(answer, "RCPT TO:<b@anywhere.example>");
        }
    }

    @Test
    void isNothingForTheClientThatWasSpokenFor() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, WITH_LOGIN, FrontDoorFixture.STAGE_ALL)) {
            for (String said : List.of("ADDR=198.51.100.7", "ADDR=[UNAVAILABLE]", "LOGIN=acme-app")) {
                try (SmtpClient client = server.greeted()) {
                    client.expect(220, "XCLIENT " + said);
                    assertThat(client.expect(250, "EHLO c.example").lines())
                            .noneMatch(line -> line.startsWith("XCLIENT"));
                    client.expect(550, "XCLIENT ADDR=127.0.0.1");
                    client.expect(550, "XCLIENT LOGIN=acme-app");
                }
            }
        }
    }

    @Test
    void isForAProxyBehindAProxy() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, WITH_LOGIN);
                SmtpClient client = server.greeted()) {
            client.expect(220, "XCLIENT ADDR=127.0.0.9");
            client.expect(220, "XCLIENT ADDR=198.51.100.7");
            client.expect(550, "XCLIENT ADDR=127.0.0.1");
        }
    }

    @Test
    void takesTheLoginWhereConfigured() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, WITH_LOGIN);
                SmtpClient client = server.client()) {
            assertThat(client.expect(250, "EHLO p.example").lines())
                    .anyMatch(line -> line.startsWith("XCLIENT ") && line.endsWith(" LOGIN"));
            assertThat(client.expect(501, "XCLIENT ADDR=198.51.100.7 LOGIN=nobody")
                            .text())
                    .contains("LOGIN");
            client.expect(220, "XCLIENT ADDR=198.51.100.7 LOGIN=acme-app");
            client.expect(250, "EHLO c.example");
            client.deliver("a@acme.example", List.of("b@anywhere.example"), MESSAGE);
            assertThat(StageMail.text(StageMail.last, MailAttributeNames.CREDENTIAL))
                    .contains("acme-app");
            recipient(server, 550, "ADDR=198.51.100.8 LOGIN=[UNAVAILABLE]");
        }
    }

    @Test
    void refusesTheLoginElsewhere() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, NAMED);
                SmtpClient client = server.client()) {
            assertThat(client.expect(250, "EHLO p.example").lines())
                    .contains("XCLIENT NAME ADDR PORT PROTO HELO DESTADDR DESTPORT");
            client.expect(501, "XCLIENT LOGIN=acme-app");
        }
    }

    @Test
    void isNothingForOthers() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, NAMED.replace("127.0.0.1", "192.0.2.9"));
                SmtpClient client = server.client()) {
            assertThat(client.expect(250, "EHLO p.example").lines()).noneMatch(line -> line.startsWith("XCLIENT"));
            assertThat(client.expect(550, "XCLIENT ADDR=198.51.100.7").text()).startsWith("5.7.0");
        }
    }

    @Test
    void staysTheRightOfThePeerAndNotOfTheClientItSpeaksFor() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, NAMED.replace("127.0.0.1", "192.0.2.9"));
                SmtpClient client = server.client()) {
            client.expect(550, "XCLIENT ADDR=192.0.2.9");
            client.expect(550, "XCLIENT ADDR=127.0.0.1");
        }
    }

    @Test
    void isRefusedWithinATransaction() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, NAMED);
                SmtpClient client = server.greeted()) {
            client.expect(250, "MAIL FROM:<a@x.example>");
            assertThat(client.expect(503, "XCLIENT ADDR=198.51.100.7").text()).startsWith("5.5.1");
            client.expect(250, "RCPT TO:<b@relayed.example>");
        }
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, NAMED)) {
            for (String words : List.of(
                    "",
                    "ADDR",
                    "ADDR=",
                    "ADDR=host.example",
                    "ADDR=192.0.2.0/24",
                    "ADDR=1",
                    "PORT=70000",
                    "PROTO=LMTP",
                    "NAME=a+0D+0Ab",
                    "HELO=a+2",
                    "HELO=a+20b",
                    "NAME=a+09b",
                    "NAME=",
                    "NAME",
                    "=shop.example",
                    "PORT=-1",
                    "PORT=+1",
                    "DESTADDR=here",
                    "ADDR=192.0.2.1,192.0.2.2",
                    "ADDR=IPV6:192.0.2.1x",
                    "ADDR=0x7f.1",
                    "ADDR=192.0.2.1 ADDR=word",
                    "COLOUR=blue")) {
                try (SmtpClient client = server.greeted()) {
                    assertThat(client.expect(501, "XCLIENT " + words).text()).startsWith("5.5.4");
                    client.expect(250, "NOOP");
                }
            }
        }
    }

    @Test
    void countsTheConnectionForTheClientItSpeaksFor() throws Exception {
        String limit = NAMED + "<connectionLimitPerIP>1</connectionLimitPerIP>";
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, limit);
                SmtpClient first = server.greeted();
                SmtpClient second = SmtpClient.connect(server.address("relay"))) {
            first.expect(220, "XCLIENT ADDR=198.51.100.7");
            second.expect(220);
            second.expect(421, "XCLIENT ADDR=198.51.100.7");
            assertThat(second.isClosedByServer()).isTrue();
        }
    }

    @Test
    void countsTheLoginThatThePeerVouchesFor() throws Exception {
        Limits one = new Limits(Map.of(LimitKind.CONNECTIONS, 1));
        SmtpSettings rules = new SmtpSettings(
                new ClientLimits(
                        Map.of(SubjectKind.CREDENTIAL, one),
                        24,
                        64,
                        LoginLimits.DEFAULTS,
                        SessionLimits.DEFAULTS,
                        ContentLimits.DEFAULTS),
                AdmissionSettings.DEFAULTS,
                "Idempotency-Key",
                ChainSettings.DEFAULTS);
        try (FrontDoorFixture server =
                        FrontDoorFixture.ruled(home, rules, false, FrontDoorFixture.listener("relay", WITH_LOGIN));
                SmtpClient first = server.greeted();
                SmtpClient second = server.greeted()) {
            for (SmtpClient client : List.of(first, second)) {
                client.expect(220, "XCLIENT ADDR=198.51.100.7 LOGIN=acme-app");
                client.expect(250, "EHLO c.example");
            }
            first.expect(250, "MAIL FROM:<a@acme.example>");
            assertThat(second.expect(421, "MAIL FROM:<a@acme.example>").text())
                    .startsWith("4.7.0 Limit of 1 connections at a time for user acme-app");
        }
    }

    @Test
    void givesNoRightsOverTlsThatWereClaimedInClear() throws Exception {
        String listener = NAMED + FrontDoorFixture.tls("startTLS");
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, listener, FrontDoorFixture.STAGE_ALL)) {
            try (SmtpClient client = server.greeted()) {
                client.expect(220, "XCLIENT ADDR=127.0.0.9");
                client.startTls();
                client.expect(250, "EHLO c.example");
                client.expect(250, "MAIL FROM:<a@acme.example>");
                assertThat(client.expect(550, "RCPT TO:<b@anywhere.example>").text())
                        .startsWith("5.7.1");
                client.expect(250, "RSET");
                client.expect(550, "XCLIENT ADDR=127.0.0.9");
            }
            try (SmtpClient client = server.greeted()) {
                client.startTls();
                client.expect(250, "EHLO p.example");
                client.expect(220, "XCLIENT ADDR=127.0.0.9");
                client.expect(250, "EHLO c.example");
                client.expect(250, "MAIL FROM:<a@acme.example>");
                client.expect(250, "RCPT TO:<b@anywhere.example>");
            }
        }
    }
}
