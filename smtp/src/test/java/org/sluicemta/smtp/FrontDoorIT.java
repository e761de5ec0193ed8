package org.sluicemta.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.event.EventType;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.WireReply;

/** A message from the socket to the hand-off, and what the client is told when it does not get there. */
class FrontDoorIT {
    private static final byte[] MESSAGE = "Subject: hi\r\n\r\n..dot\r\n.\r\n.x\r\nend\r\n".getBytes(US_ASCII);

    @TempDir
    Path home;

    @Test
    void answers250OnlyAfterTheCommit() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, "", FrontDoorFixture.STAGE_ALL);
                SmtpClient client = server.greeted()) {
            WireReply reply = client.deliver("a@acme.example", List.of("b@there.example"), MESSAGE);
            assertThat(reply.text()).startsWith("2.0.0 Ok: queued as ");
            RecordingHandOff.Taken taken =
                    server.handOff.taken.await(1, Waiting.PATIENCE).get(0);
            assertThat(taken.text())
                    .startsWith("Received: from client.example ([127.0.0.1])\r\n\tby mx.example (Sluice) with ESMTP id "
                            + taken.envelope().id() + "\r\n\tfor <b@there.example>;\r\n\t")
                    .endsWith(new String(MESSAGE, US_ASCII));
            assertThat(reply.text()).endsWith(taken.envelope().id().toString());
            assertThat(server.events.count(EventType.RECEIVED)).isEqualTo(1);
        }
    }

    @Test
    void answersPipelinedCommandsInOrder() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, "", FrontDoorFixture.STAGE_ALL);
                SmtpClient client = server.greeted()) {
            client.send("MAIL FROM:<a@x.example>", "RCPT TO:<b@y.example>", "RCPT TO:<c@y.example>", "DATA");
            client.expect(250);
            client.expect(250);
            client.expect(250);
            client.expect(354);
            client.sendRaw("Subject: x\r\n\r\nx\r\n.\r\nMAIL FROM:<>\r\nNOOP\r\nQUIT\r\n".getBytes(US_ASCII));
            assertThat(client.expect(250).text()).contains("queued as");
            assertThat(client.expect(250).text()).startsWith("2.1.0");
            client.expect(250);
            client.expect(221);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void answers451WhenTheHandOffFailsAndQueuesNothing() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, "", FrontDoorFixture.STAGE_ALL);
                SmtpClient client = server.greeted()) {
            server.handOff.failing = true;
            WireReply reply = client.deliver("a@x.example", List.of("b@y.example"), MESSAGE);
            assertThat(reply.toString()).contains("451").contains("4.3.0");
            assertThat(server.handOff.taken.total()).isZero();
            assertThat(server.events.count(EventType.RECEIVED)).isZero();
            assertThat(server.events.count(EventType.REJECTED)).isEqualTo(1);
            server.handOff.failing = false;
            assertThat(client.deliver("a@x.example", List.of("b@y.example"), MESSAGE)
                            .code())
                    .isEqualTo(250);
        }
    }

    @Test
    void answers554WithTheReasonOfARefusal() throws Exception {
        for (String how : List.of("refusal", "wrapped")) {
            assertThat(deliverThrough(chainThat(how))).isEqualTo("554 5.7.1 We do not want this");
        }
    }

    @Test
    void answers451WhenAMailetFails() throws Exception {
        assertThat(deliverThrough(chainThat("error"))).startsWith("451 4.3.0");
    }

    @Test
    void answers451WhenAMailFallsOffTheEndOfItsProcessor() throws Exception {
        String chain =
                "<processors><processor state='root'><mailet match='All' class='SetMailAttribute'><a>b</a></mailet>"
                        + "</processor></processors>";
        assertThat(deliverThrough(chain)).startsWith("451 4.3.0");
    }

    @Test
    void answers250WhenTheChainDropsTheMail() throws Exception {
        String chain =
                "<processors><processor state='root'><mailet match='All' class='Null'/></processor></processors>";
        assertThat(deliverThrough(chain)).startsWith("250 2.0.0 Ok: queued as");
    }

    @Test
    void tellsTheChainWhereAMailCameFrom() throws Exception {
        try (FrontDoorFixture server =
                        FrontDoorFixture.relay(home, "<stream>marketing</stream>", FrontDoorFixture.STAGE_ALL);
                SmtpClient client = server.greeted()) {
            client.deliver("a@x.example", List.of("b@y.example"), MESSAGE);
            assertThat(StageMail.text(StageMail.last, MailAttributeNames.LISTENER))
                    .contains("relay");
            assertThat(StageMail.text(StageMail.last, MailAttributeNames.LISTENER_STREAM))
                    .contains("marketing");
            assertThat(StageMail.text(StageMail.last, MailAttributeNames.CLIENT_ADDRESS))
                    .contains("127.0.0.1");
            assertThat(StageMail.text(StageMail.last, MailAttributeNames.CLIENT_TRUSTED))
                    .contains("true");
        }
    }

    private static String chainThat(String how) {
        return "<processors><processor state='root'><mailet match='All' class='org.sluicemta.smtp.StageMail'/></processor>"
                        .replace(
                                "org.sluicemta.smtp.StageMail'/>",
                                "org.sluicemta.smtp.RefuseMail'><how>" + how + "</how></mailet>")
                + "</processors>";
    }

    private String deliverThrough(String chain) throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, "", chain);
                SmtpClient client = server.greeted()) {
            WireReply reply = client.deliver("a@x.example", List.of("b@y.example"), MESSAGE);
            assertThat(server.handOff.taken.total()).isZero();
            return reply.code() + " " + reply.text();
        }
    }
}
