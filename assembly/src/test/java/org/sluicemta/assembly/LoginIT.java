package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.testing.mail.Messages;
import org.sluicemta.testing.process.ProcessRun;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;

/** A credential set from the command line while the server runs, with the shipped configuration. */
class LoginIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path home;

    @Test
    void logsInWithAPasswordThatWasPipedIntoTheCommand() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()))) {
            assertThat(TestServers.cli(home, "", "tenant", "add", "acme", "--domain", "acme.example")
                            .exitCode())
                    .isZero();
            ProcessRun set = TestServers.cli(
                    home, "s3cret-word\n", "tenant", "password", "shop", "--tenant", "acme", "--iterations", "4096");
            assertThat(set.exitCode()).as(set.stderr()).isZero();
            try (SmtpClient client = SmtpClient.connect(server.listener("submission"))) {
                client.expect(220);
                client.expect(250, "EHLO app.example");
                client.startTls();
                assertThat(client.expect(250, "EHLO app.example").lines())
                        .contains("AUTH SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN LOGIN");
                assertThat(client.authPlain("shop", "wrong").code()).isEqualTo(535);
                assertThat(client.authPlain("shop", "s3cret-word").code()).isEqualTo(235);
                byte[] message = Messages.simple("shop@acme.example", "anna@example.org", "Hello", "text");
                assertThat(client.deliver("shop@acme.example", List.of("anna@example.org"), message)
                                .code())
                        .isEqualTo(250);
            }
            assertThat(sink.awaitMessages(1, PATIENCE)).hasSize(1);
            assertThat(TestServers.cli(home, "another-word\n", "tenant", "password", "other")
                            .stderr())
                    .contains("--tenant NAME");
        }
    }

    /** As of a user that does not exist; else two questions with a restart between them tell which names are users. */
    @Test
    void showsAUserOfTheFileTheSameSaltAfterARestart() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        Path tenants = home.resolve("conf/tenants.xml");
        Files.writeString(tenants, Files.readString(tenants).replace("</tenants>", """
            <tenant name="acme" default-stream="transactional">
              <credential user="shop" password="s3cret-word"/>
            </tenant>
            </tenants>
            """));
        String known = salt("shop");
        String unknown = salt("nobody");
        assertThat(salt("shop")).isEqualTo(known).hasSameSizeAs(unknown).isNotEqualTo(unknown);
        assertThat(salt("nobody")).isEqualTo(unknown);
    }

    /** What a server that is started for it says; RFC 5802 section 7. */
    private String salt(String user) throws Exception {
        try (SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(9));
                SmtpClient client = SmtpClient.connect(server.listener("submission"))) {
            client.expect(220);
            client.expect(250, "EHLO app.example");
            client.startTls();
            client.expect(250, "EHLO app.example");
            byte[] first = ("n,,n=" + user + ",r=fyko").getBytes(StandardCharsets.US_ASCII);
            String challenge = client.expect(
                            334, "AUTH SCRAM-SHA-256 " + Base64.getEncoder().encodeToString(first))
                    .lines()
                    .getFirst();
            String text = new String(Base64.getDecoder().decode(challenge), StandardCharsets.US_ASCII);
            return text.substring(text.indexOf(",s=") + 3, text.indexOf(",i="));
        }
    }
}
