package org.sluicemta.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.tls.TestCertificate;

/** STARTTLS, implicit TLS and AUTH, and who may send as whom after it. */
class SubmissionIT {
    private static final String AUTH = "<auth><announce>always</announce><requireSSL>true</requireSSL></auth>";
    private static final byte[] MESSAGE =
            "Subject: x\r\n\r\nx\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    @TempDir
    Path home;

    private FrontDoorFixture server;

    @BeforeEach
    void start() throws Exception {
        server = FrontDoorFixture.listeners(
                home,
                FrontDoorFixture.listener("relay", FrontDoorFixture.tls("startTLS") + AUTH),
                FrontDoorFixture.listener("submissions", FrontDoorFixture.tls("socketTLS") + AUTH));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void offersAuthOnlyAfterTls() throws Exception {
        try (SmtpClient client = server.client()) {
            assertThat(client.expect(250, "EHLO c.example").lines())
                    .contains("STARTTLS")
                    .noneMatch(SubmissionIT::isAuth);
            assertThat(client.expect(538, "AUTH PLAIN").text()).startsWith("5.7.11");
            assertThat(client.expect(530, "MAIL FROM:<a@acme.example>").text()).startsWith("5.7.0");
            client.startTls();
            client.expect(503, "MAIL FROM:<a@acme.example>");
            assertThat(client.expect(250, "EHLO c.example").lines())
                    .contains("AUTH SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN LOGIN")
                    .doesNotContain("STARTTLS");
            assertThat(client.expect(530, "MAIL FROM:<a@acme.example>").text()).contains("Authentication required");
        }
    }

    @Test
    void sendsAnywhereAfterAuthPlain() throws Exception {
        try (SmtpClient client = encrypted()) {
            assertThat(client.authPlain("acme-app", "secret").text()).startsWith("2.7.0");
            assertThat(client.deliver("a@acme.example", List.of("b@anywhere.example"), MESSAGE)
                            .code())
                    .isEqualTo(250);
            assertThat(StageMail.text(StageMail.last, MailAttributeNames.CREDENTIAL))
                    .contains("acme-app");
        }
    }

    @Test
    void takesAuthLogin() throws Exception {
        try (SmtpClient client = encrypted()) {
            client.expect(334, "AUTH LOGIN");
            client.expect(334, base64("acme-app"));
            client.expect(235, base64("secret"));
        }
    }

    @Test
    void takesScramSha256() throws Exception {
        try (SmtpClient client = encrypted()) {
            ScramProof proof = new ScramProof("acme-app", "secret");
            String first = plain(client.expect(334, "AUTH SCRAM-SHA-256 " + base64(proof.first()))
                    .text());
            assertThat(first).matches("r=fyko.+,s=.+,i=4096");
            String signature =
                    plain(client.expect(334, base64(proof.last(first))).text());
            assertThat(signature).isEqualTo(proof.expectedSignature());
            client.expect(235, "");
            client.expect(250, "MAIL FROM:<a@acme.example>");
        }
    }

    @Test
    void failsScramAtTheProofForWrongPasswordsAndUnknownUsersAlike() throws Exception {
        for (ScramProof proof : List.of(new ScramProof("acme-app", "wrong"), new ScramProof("nobody", "secret"))) {
            try (SmtpClient client = encrypted()) {
                String first = plain(client.expect(334, "AUTH SCRAM-SHA-256 " + base64(proof.first()))
                        .text());
                assertThat(client.expect(535, base64(proof.last(first))).text()).startsWith("5.7.8");
            }
        }
    }

    @Test
    void givesAUserThatDoesNotExistTheSameSaltAfterARestart() throws Exception {
        ScramProof nobody = new ScramProof("nobody", "secret");
        String before = salt(nobody);
        server.close();
        start();

        assertThat(salt(nobody)).isEqualTo(before).isNotEqualTo(salt(new ScramProof("somebody", "secret")));
    }

    private String salt(ScramProof proof) throws Exception {
        try (SmtpClient client = encrypted()) {
            String first = plain(client.expect(334, "AUTH SCRAM-SHA-256 " + base64(proof.first()))
                    .text());
            return first.replaceAll(".*,s=([^,]+),.*", "$1");
        }
    }

    @Test
    void refusesSenderDomainsOfOthers() throws Exception {
        try (SmtpClient client = encrypted()) {
            client.authPlain("acme-app", "secret");
            assertThat(client.expect(550, "MAIL FROM:<a@other.example>").text()).startsWith("5.7.1");
            client.expect(250, "MAIL FROM:<a@ACME.example>");
        }
    }

    @Test
    void endsTheSessionAfterThreeFailedLogins() throws Exception {
        try (SmtpClient client = encrypted()) {
            assertThat(client.authPlain("acme-app", "wrong").text()).startsWith("5.7.8");
            client.authPlain("nobody", "secret");
            assertThat(client.authPlain("acme-app", "").code()).isEqualTo(421);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void refusesMalformedAndCancelledAuth() throws Exception {
        try (SmtpClient client = encrypted()) {
            client.expect(501, "AUTH PLAIN !!!");
            client.expect(504, "AUTH CRAM-MD5");
            client.expect(334, "AUTH PLAIN");
            client.expect(501, "*");
            client.expect(501, "AUTH PLAIN " + base64("no separators"));
            client.expect(250, "NOOP");
        }
    }

    @Test
    void speaksTlsFromTheFirstOctet() throws Exception {
        try (SmtpClient client = SmtpClient.connect(server.address("submissions"))) {
            SSLSession session = client.handshake(TestCertificate.trustAnything());
            assertThat(session.getProtocol()).isEqualTo("TLSv1.3");
            client.expect(220);
            client.expect(250, "EHLO c.example");
            client.authPlain("acme-app", "secret");
            client.deliver("a@acme.example", List.of("b@anywhere.example"), MESSAGE);
        }
        assertThat(server.handOff.taken.all().get(0).text()).contains("with ESMTPSA id");
    }

    @Test
    void endsTheSessionWhenCommandsFollowStartTlsInClear() throws Exception {
        try (SmtpClient client = server.greeted()) {
            client.send("STARTTLS", "RSET");
            client.expect(503);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void closesWhenTheHandshakeIsNone() throws Exception {
        try (SmtpClient client = server.greeted()) {
            client.expect(220, "STARTTLS");
            client.send("EHLO in.clear.example");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    private SmtpClient encrypted() throws Exception {
        SmtpClient client = server.greeted();
        client.startTls();
        client.expect(250, "EHLO c.example");
        return client;
    }

    private static boolean isAuth(String line) {
        return line.startsWith("AUTH");
    }

    private static String plain(String encoded) {
        return new String(Base64.getDecoder().decode(encoded), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
