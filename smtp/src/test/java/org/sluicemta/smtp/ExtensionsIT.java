package org.sluicemta.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.testing.smtp.SmtpClient;

/** What MAIL may ask of the way out: REQUIRETLS, FUTURERELEASE, MT-PRIORITY; and LIMITS. */
class ExtensionsIT {
    private static final String AUTH = "<auth><announce>always</announce><requireSSL>true</requireSSL></auth>";
    private static final byte[] MESSAGE = "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path home;

    @Test
    void offersWhatTheSessionMayUse() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.listeners(
                        home, FrontDoorFixture.listener("relay", FrontDoorFixture.tls("startTLS") + AUTH));
                SmtpClient client = server.client()) {
            assertThat(client.expect(250, "EHLO c.example").lines())
                    .contains("MT-PRIORITY", "LIMITS RCPTMAX=1000")
                    .doesNotContain("REQUIRETLS")
                    .anyMatch(line -> line.matches("FUTURERELEASE 604800 \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
            client.startTls();
            assertThat(client.expect(250, "EHLO c.example").lines()).contains("REQUIRETLS");
        }
    }

    @Test
    void handsOnWhatWasAskedFor() throws Exception {
        try (FrontDoorFixture server =
                        FrontDoorFixture.relay(home, FrontDoorFixture.tls("startTLS"), FrontDoorFixture.STAGE_ALL);
                SmtpClient client = server.greeted()) {
            client.startTls();
            client.expect(250, "EHLO c.example");
            Instant before = InstantSource.system().instant();
            client.expect(250, "MAIL FROM:<a@b.example> REQUIRETLS MT-PRIORITY=-7 HOLDFOR=3600");
            finish(client);

            assertThat(text(MailAttributeNames.REQUIRE_TLS)).isEqualTo("true");
            assertThat(text(MailAttributeNames.PRIORITY)).isEqualTo("-7");
            assertThat(Instant.ofEpochMilli(Long.parseLong(text(MailAttributeNames.RELEASE_AT))))
                    .isBetween(before.plusSeconds(3599), before.plusSeconds(3700));
        }
    }

    @Test
    void readsHoldUntilWithItsOffset() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, "", FrontDoorFixture.STAGE_ALL);
                SmtpClient client = server.greeted()) {
            Instant wanted = InstantSource.system().instant().plusSeconds(7200).truncatedTo(ChronoUnit.SECONDS);
            String local = wanted.plusSeconds(3600).toString().replace("Z", "+01:00");
            client.expect(250, "MAIL FROM:<a@b.example> HOLDUNTIL=" + local);
            finish(client);

            assertThat(text(MailAttributeNames.RELEASE_AT)).isEqualTo(Long.toString(wanted.toEpochMilli()));
        }
    }

    @Test
    void refusesHoldsThatItCannotKeep() throws Exception {
        try (FrontDoorFixture server =
                        FrontDoorFixture.relay(home, "<longestHold>60</longestHold>", FrontDoorFixture.STAGE_ALL);
                SmtpClient client = server.greeted()) {
            for (String bad : List.of(
                    "HOLDFOR=61",
                    "HOLDFOR=",
                    "HOLDFOR=-1",
                    "HOLDFOR=1234567890",
                    "HOLDUNTIL=2999-01-01T00:00:00Z",
                    "HOLDUNTIL=tomorrow",
                    "HOLDUNTIL=-999999999-01-01T00:00:00Z",
                    "HOLDFOR=1 HOLDUNTIL=2020-01-01T00:00:00Z")) {
                assertThat(client.expect(501, "MAIL FROM:<a@b.example> " + bad).text())
                        .as(bad)
                        .startsWith("5.5.4");
            }
            client.expect(250, "MAIL FROM:<a@b.example> HOLDFOR=60");
        }
    }

    @Test
    void offersNoHoldWhereTheListenerSaysSo() throws Exception {
        try (FrontDoorFixture server =
                        FrontDoorFixture.relay(home, "<longestHold>0</longestHold>", FrontDoorFixture.STAGE_ALL);
                SmtpClient client = server.client()) {
            assertThat(client.expect(250, "EHLO c.example").lines())
                    .noneMatch(line -> line.startsWith("FUTURERELEASE"));
            client.expect(555, "MAIL FROM:<a@b.example> HOLDFOR=60");
        }
    }

    @Test
    void letsStrangersNeitherHoldNorPushMail() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, "");
                SmtpClient client = server.greeted()) {
            client.expect(530, "MAIL FROM:<a@b.example> HOLDFOR=60");
            client.expect(501, "MAIL FROM:<a@b.example> MT-PRIORITY=10");
            client.expect(555, "MAIL FROM:<a@b.example> REQUIRETLS");
            client.expect(250, "MAIL FROM:<a@b.example> MT-PRIORITY=9");
        }
    }

    private static void finish(SmtpClient client) throws Exception {
        client.expect(250, "RCPT TO:<x@c.example>");
        client.expect(354, "DATA");
        client.sendRaw(SmtpClient.dotStuffed(MESSAGE));
        client.expect(250);
    }

    private static String text(String attribute) {
        return StageMail.text(StageMail.last, attribute).orElse("absent");
    }
}
