package org.sluicemta.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.WireReply;

/** How much a client may do that neither logs in nor is in a trusted network, and what the chain is told of it. */
class StrangersIT {
    private static final byte[] MESSAGE = "Subject: x\r\n\r\nx\r\n".getBytes(US_ASCII);
    private static final int MOST_ERRORS = 20;
    private static final int MOST_IDLE = 100;

    @TempDir
    Path home;

    @Test
    void areSentAwayAfterTooManyRefusedRecipients() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, "");
                SmtpClient client = server.greeted()) {
            client.expect(250, "MAIL FROM:<a@x.example>");
            for (int i = 1; i < MOST_ERRORS; i++) {
                client.expect(550, "RCPT TO:<b" + i + "@elsewhere.example>");
            }
            client.expect(421, "RCPT TO:<b@elsewhere.example>");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void areForgivenWhatWasBeforeAMessage() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, "");
                SmtpClient client = server.greeted()) {
            for (int message = 0; message < 3; message++) {
                client.expect(250, "MAIL FROM:<a@x.example>");
                for (int i = 1; i < MOST_ERRORS; i++) {
                    client.expect(550, "RCPT TO:<b@elsewhere.example>");
                }
                client.expect(250, "RSET");
                assertThat(client.deliver("a@x.example", List.of("b@relayed.example"), MESSAGE)
                                .code())
                        .isEqualTo(250);
            }
        }
    }

    @Test
    void areSentAwayWhenTheyOnlyTalk() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, "");
                SmtpClient client = server.greeted()) {
            int answers = 1; // EHLO
            WireReply reply = client.command("NOOP");
            while (reply.isPositive()) {
                answers++;
                reply = client.command(answers % 2 == 0 ? "RSET" : "VRFY x");
            }
            assertThat(reply.code()).isEqualTo(421);
            assertThat(answers).isBetween(MOST_IDLE, MOST_IDLE + MOST_ERRORS);
        }
    }

    @Test
    void mayNotCountOnAnAddressThatNobodyVouchesFor() throws Exception {
        String named = "<xclient><network>127.0.0.1</network></xclient>";
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, named, FrontDoorFixture.STAGE_ALL)) {
            assertThat(addressAfter(server, "ADDR=[UNAVAILABLE]")).isFalse();
            assertThat(addressAfter(server, "ADDR=198.51.100.7")).isTrue();
        }
    }

    /** Whether the chain learns of an address; and never that the client is trusted. */
    private static boolean addressAfter(FrontDoorFixture server, String attributes) throws Exception {
        try (SmtpClient client = server.greeted()) {
            client.expect(220, "XCLIENT " + attributes);
            client.expect(250, "EHLO real.example");
            client.deliver("a@x.example", List.of("b@relayed.example"), MESSAGE);
            assertThat(StageMail.text(StageMail.last, MailAttributeNames.CLIENT_TRUSTED))
                    .isEmpty();
            return StageMail.text(StageMail.last, MailAttributeNames.CLIENT_ADDRESS)
                    .isPresent();
        }
    }

    @Test
    void leaveTheLastPlacesToTrustedNetworks() throws Exception {
        String elements = "<connectionLimit>40</connectionLimit><connectiontimeout>60</connectiontimeout>"
                + "<xclient><network>127.0.0.1</network></xclient>";
        List<SmtpClient> open = new ArrayList<>();
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, elements, FrontDoorFixture.STAGE_ALL)) {
            WireReply last = null;
            for (int i = 0; i < 39; i++) {
                SmtpClient client = server.greeted();
                open.add(client);
                last = client.command("XCLIENT ADDR=198.51.100." + (i + 1));
            }
            assertThat(last).isNotNull().extracting(WireReply::code).isEqualTo(421);
            try (SmtpClient trusted = server.greeted()) {
                trusted.expect(250, "NOOP");
            }
        } finally {
            for (SmtpClient client : open) {
                client.close();
            }
        }
    }

    /** Whatever is compared with the relay domains is what goes on. */
    @Test
    void passARelayDomainThatIsWrittenInAnotherWayOnAsItIsChecked() throws Exception {
        List<String> spellings = List.of(
                "relayed\u3002example",
                "relayed\uff0eexample",
                "relayed\uff61example",
                "\uff52elayed.example",
                "relay\u00aded.example",
                "relayed\u200b.example");
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, "");
                SmtpClient client = server.greeted()) {
            client.expect(250, "MAIL FROM:<a@x.example> SMTPUTF8");
            for (int i = 0; i < spellings.size(); i++) {
                client.expect(250, "RCPT TO:<b" + i + "@" + spellings.get(i) + ">");
            }
            for (String other : List.of("rel\u0430yed.example", "bounce\u3002example", "relayed\u3002example.org")) {
                assertThat(client.command("RCPT TO:<b@" + other + ">").code())
                        .as(other)
                        .isBetween(500, 599);
            }
            client.expect(354, "DATA");
            client.expect(250, "Subject: x\r\n\r\nx\r\n.");
            FinishedEnvelope sent =
                    server.handOff.taken.await(1, Waiting.PATIENCE).getFirst().envelope();
            assertThat(sent.recipients())
                    .hasSize(spellings.size())
                    .allSatisfy(recipient ->
                            assertThat(recipient.address().domain()).isEqualTo("relayed.example"));
        }
    }

    @Test
    void cannotHaveAChunkReadThatIsLargerThanAnyMessage() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, "<maxmessagesize>10</maxmessagesize>")) {
            try (SmtpClient client = server.greeted()) {
                client.expect(503, "BDAT 4294967296");
                assertThat(client.isClosedByServer()).isTrue();
            }
            try (SmtpClient client = server.greeted()) {
                client.expect(250, "MAIL FROM:<a@x.example>");
                client.expect(250, "RCPT TO:<b@relayed.example>");
                assertThat(client.expect(552, "BDAT 4294967296 LAST").text()).startsWith("5.3.4");
                assertThat(client.isClosedByServer()).isTrue();
            }
        }
    }
}
