package org.sluicemta.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.event.EventType;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.WireReply;

/** What a stranger may send to: no open relay, and of the bounce domain only what we made ourselves. */
class RecipientPolicyIT {
    private static final List<String> RELAY_ATTEMPTS = List.of(
            "<victim@elsewhere.example>",
            "<VICTIM@ELSEWHERE.EXAMPLE>",
            "<@relayed.example:victim@elsewhere.example>",
            "<@relayed.example,@bounce.example:victim@elsewhere.example>",
            "<@relayed.example:ok@relayed.example>",
            "<victim%elsewhere.example@relayed.example>",
            "<victim%elsewhere.example@bounce.example>",
            "<victim%elsewhere.example>",
            "<elsewhere.example!victim>",
            "<elsewhere.example!victim@relayed.example>",
            "<elsewhere.example!victim@bounce.example>",
            "<\"victim@elsewhere.example\"@relayed.example>",
            "<\"victim@elsewhere.example\">",
            "<\"victim%elsewhere.example\"@relayed.example>",
            "<victim@elsewhere.example@relayed.example>",
            "<victim@relayed.example@elsewhere.example>",
            "<victim@[127.0.0.1]>",
            "<victim@[192.0.2.1]>",
            "<victim@[IPv6:2001:db8::1]>",
            "<victim@elsewhere.example.>",
            "<victim@sub.relayed.example>",
            "<victim@relayed.example.elsewhere.example>",
            "<victim@relayed.exampl\u0435>",
            "<victim@\u00e9lsewhere.example>",
            "<victim>",
            "<>",
            "<postmaster@elsewhere.example>",
            "victim@elsewhere.example",
            "< victim@elsewhere.example>",
            "<victim@elsewhere.example >",
            "<victim@elsewhere.example> <ok@relayed.example>",
            "<\"a b\"@elsewhere.example>",
            "<smtp:victim@elsewhere.example>",
            "<victim@relayed.example:25>",
            "<victim@localhost>",
            "<victim@mx.example>",
            "<victim/elsewhere.example@relayed.example>",
            "<victim\uff20elsewhere.example@relayed.example>",
            "<victim\uff05elsewhere.example@relayed.example>",
            "<elsewhere.example\uff01victim@relayed.example>");

    @TempDir
    Path home;

    private FrontDoorFixture server;

    @BeforeEach
    void start() throws Exception {
        server = FrontDoorFixture.untrusted(home, "<limits><badCommands>1000</badCommands></limits>");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void relaysForNobody() throws Exception {
        for (String sender : List.of("<>", "<a@x.example>", "<a@relayed.example>", "<b-good@bounce.example>")) {
            try (SmtpClient client = server.greeted()) {
                client.expect(250, "MAIL FROM:" + sender);
                for (String recipient : RELAY_ATTEMPTS) {
                    assertThat(client.command("RCPT TO:" + recipient).code())
                            .as(sender + " to " + recipient)
                            .isBetween(500, 559);
                }
                assertThat(client.command("DATA").code()).isEqualTo(503);
            }
        }
        assertThat(server.events.count(EventType.RECEIVED)).isZero();
        assertThat(server.events.count(EventType.REJECTED)).isPositive();
    }

    @Test
    void relaysForNobodyInInternationalTransactionsEither() throws Exception {
        try (SmtpClient client = server.greeted()) {
            client.expect(250, "MAIL FROM:<a@x.example> SMTPUTF8");
            for (String recipient : RELAY_ATTEMPTS) {
                assertThat(client.command("RCPT TO:" + recipient).code())
                        .as(recipient)
                        .isBetween(500, 559);
            }
        }
    }

    @Test
    void takesMailForRelayDomains() throws Exception {
        try (SmtpClient client = server.greeted()) {
            client.expect(250, "MAIL FROM:<a@x.example>");
            client.expect(250, "RCPT TO:<someone+tag@Relayed.Example>");
        }
    }

    @Test
    void takesOnlyWhatIsOursAtTheBounceDomain() throws Exception {
        try (SmtpClient client = server.greeted()) {
            client.expect(250, "MAIL FROM:<>");
            for (String known : List.of(
                    "b-good@bounce.example",
                    "B-GOOD@Bounce.Example",
                    "postmaster@bounce.example",
                    "Postmaster",
                    "abuse@bounce.example",
                    "FBL@bounce.example")) {
                client.expect(250, "RCPT TO:<" + known + ">");
            }
            for (String unknown : List.of("b-forged", "b-old", "someone", "root", "\"b-good\"")) {
                WireReply reply = client.command("RCPT TO:<" + unknown + "@bounce.example>");
                assertThat(reply.code() + " " + reply.text()).as(unknown).startsWith("550 5.1.1");
            }
        }
    }
}
