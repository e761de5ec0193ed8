package org.sluicemta.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.tenant.CredentialIdentity;
import org.sluicemta.testing.process.DebianTools;
import org.sluicemta.testing.process.ProcessRun;
import org.sluicemta.testing.tls.TestCertificate;

/** Logs in with clients that no one here wrote: GNU SASL, curl and swaks. */
class LoginClientsIT {
    private static final String AUTH =
            "<auth><announce>always</announce><requireSSL>forPlaintext</requireSSL><mechanisms>"
                    + "EXTERNAL SCRAM-SHA-256-PLUS SCRAM-SHA-256 SCRAM-SHA-1-PLUS SCRAM-SHA-1 CRAM-MD5 PLAIN LOGIN"
                    + "</mechanisms></auth>";

    @TempDir
    Path home;

    private FrontDoorFixture server;

    @BeforeEach
    void start() throws Exception {
        String asked = "<clientAuth mode='optional'/></tls>";
        server = FrontDoorFixture.listeners(
                home,
                FrontDoorFixture.listener(
                        "relay", FrontDoorFixture.tls("startTLS").replace("</tls>", asked) + AUTH),
                FrontDoorFixture.listener(
                        "submissions", FrontDoorFixture.tls("socketTLS").replace("</tls>", asked) + AUTH));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-1", "CRAM-MD5", "PLAIN"})
    void gnuSaslLogsInOverTls(String mechanism) {
        // It refuses to go without channel binding where it could have it, unless it is told to.
        String binding = mechanism.startsWith("SCRAM") && !mechanism.endsWith("-PLUS") ? "--no-cb" : "--quiet";
        String trust = "--x509-ca-file=" + home.resolve("server.crt");
        assertThat(gsasl(mechanism, "secret", "--starttls", trust, binding)).contains("235 2.7.0");
        assertThat(gsasl(mechanism, "wrong", "--starttls", trust, binding)).contains("535 5.7.8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5"})
    void gnuSaslLogsInInClearWithoutShowingThePassword(String mechanism) {
        assertThat(gsasl(mechanism, "secret", "--no-starttls")).contains("235 2.7.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN", "CRAM-MD5"})
    void swaksSubmitsOverBothKindsOfTls(String mechanism) {
        needed(DebianTools.SWAKS);
        for (List<String> how : List.of(List.of("relay", "--tls"), List.of("submissions", "--tls-on-connect"))) {
            String talk = swaks(how.get(0), how.get(1), "--auth", mechanism);
            assumeTrue(!talk.contains("TLS not available"), "swaks needs libnet-ssleay-perl for TLS");
            assertThat(talk).contains("235 2.7.0").contains("250 2.0.0 Ok: queued as");
        }
        assertThat(server.handOff.taken.total()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN", "CRAM-MD5"})
    void curlSubmits(String mechanism) throws Exception {
        curl("--user", "acme-app:secret", "--login-options", "AUTH=" + mechanism);
        assertThat(server.handOff.taken.total()).isEqualTo(1);
    }

    @Test
    void curlSubmitsWithItsCertificate() throws Exception {
        TestCertificate certificate =
                TestCertificate.selfSigned(InstantSource.system().instant(), "client.example");
        certificate.writePem(home.resolve("client.crt"), home.resolve("client.key"));
        byte[] hash = java.security.MessageDigest.getInstance("SHA-256")
                .digest(certificate.certificate().getEncoded());
        server.tenants.identify(
                "acme-cert",
                CredentialIdentity.parse("sha256:" + java.util.HexFormat.of().formatHex(hash)));
        curl(
                "--cert",
                home.resolve("client.crt").toString(),
                "--key",
                home.resolve("client.key").toString(),
                "--user",
                "acme-cert:",
                "--login-options",
                "AUTH=EXTERNAL");
        assertThat(server.handOff.taken.total()).isEqualTo(1);
    }

    private String gsasl(String mechanism, String password, String... how) {
        needed(DebianTools.GSASL);
        List<String> command = new ArrayList<>(List.of(
                DebianTools.GSASL.path(),
                "--smtp",
                "--connect=localhost:" + server.address("relay").getPort(),
                "--mechanism=" + mechanism,
                "--authentication-id=acme-app",
                "--password=" + password));
        command.addAll(List.of(how));
        return run(command);
    }

    private String swaks(String listener, String... how) {
        List<String> command = new ArrayList<>(List.of(
                DebianTools.SWAKS.path(),
                "--server",
                "127.0.0.1",
                "--port",
                Integer.toString(server.address(listener).getPort()),
                "--auth-user",
                "acme-app",
                "--auth-password",
                "secret",
                "--from",
                "a@acme.example",
                "--to",
                "b@there.example",
                "--helo",
                "client.example"));
        command.addAll(List.of(how));
        return run(command);
    }

    private void curl(String... how) throws Exception {
        needed(DebianTools.CURL);
        Path message = Files.writeString(home.resolve("message"), "Subject: x\r\n\r\nx\r\n");
        List<String> command = new ArrayList<>(List.of(
                DebianTools.CURL.path(),
                "--silent",
                "--show-error",
                "--insecure",
                "--max-time",
                "50",
                "--url",
                "smtps://127.0.0.1:" + server.address("submissions").getPort(),
                "--mail-from",
                "a@acme.example",
                "--mail-rcpt",
                "b@there.example",
                "--upload-file",
                message.toString()));
        command.addAll(List.of(how));
        assertThat(run(command)).isEmpty();
    }

    private static void needed(DebianTools tool) {
        assumeTrue(DebianTools.areThere(tool), DebianTools.missingText(tool));
    }

    private static String run(List<String> command) {
        ProcessRun run = ProcessRun.run(Duration.ofSeconds(60), "QUIT\r\n".getBytes(US_ASCII), command);
        return run.stdout() + run.stderr();
    }
}
