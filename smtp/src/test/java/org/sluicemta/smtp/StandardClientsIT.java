package org.sluicemta.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.settings.SmtpSettings;
import org.sluicemta.testing.process.Needed;

/** Clients that no one here wrote, where they are installed. */
class StandardClientsIT {
    @TempDir
    Path home;

    private FrontDoorFixture server;

    @BeforeEach
    void start() throws Exception {
        server = FrontDoorFixture.listeners(
                home,
                FrontDoorFixture.listener(
                        "relay",
                        FrontDoorFixture.tls("startTLS")
                                + "<auth><announce>always</announce><requireSSL>true</requireSSL></auth>"),
                FrontDoorFixture.listener(
                        "clear", "<auth><announce>always</announce><requireSSL>false</requireSSL></auth>"),
                FrontDoorFixture.listener("mx", ""));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void swaksSubmitsWithEveryMechanism() throws Exception {
        for (String mechanism : List.of("PLAIN", "LOGIN")) {
            assertThat(submit("clear", "--auth", mechanism)).contains("250 2.0.0 Ok: queued as");
        }
        assertThat(server.handOff.taken.total()).isEqualTo(2);
    }

    @Test
    void swaksSubmitsWithStartTls() throws Exception {
        String talk = submit("relay", "--tls", "--auth", "PLAIN");
        assumeTrue(!talk.contains("TLS not available"), "swaks has no TLS here");
        assertThat(talk).contains("250 2.0.0 Ok: queued as");
    }

    @Test
    void swaksPipelines() throws Exception {
        String talk = run(
                "/usr/bin/swaks",
                "--server",
                "127.0.0.1",
                "--port",
                port("mx"),
                "--pipeline",
                "--from",
                "a@x.example",
                "--to",
                "b@relayed.example,c@relayed.example",
                "--helo",
                "client.example");
        assertThat(talk).contains("250 2.0.0 Ok: queued as");
    }

    /** From a trusted network: a stranger may not send so many a second. */
    @Test
    void smtpSourceSendsAThousandMessages() throws Exception {
        server.close();
        server = FrontDoorFixture.ruled(home, SmtpSettings.DEFAULTS, true, FrontDoorFixture.listener("mx", ""));
        run(
                "/usr/sbin/smtp-source",
                "-s",
                "20",
                "-m",
                "1000",
                "-l",
                "5000",
                "-d",
                "-f",
                "a@x.example",
                "-t",
                "b@relayed.example",
                "127.0.0.1:" + port("mx"));
        assertThat(server.handOff.taken.total()).isEqualTo(1000);
    }

    @Test
    void opensslFindsTls13AndNothingOlderThan12() throws Exception {
        assertThat(handshake("-tls1_3")).contains("TLSv1.3").contains("Verification error");
        assertThat(handshake("-tls1_2")).contains("TLSv1.2");
        assertThat(handshake("-tls1_1")).doesNotContain("Server certificate\n");
    }

    private String submit(String listener, String... how) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/swaks",
                "--server",
                "127.0.0.1",
                "--port",
                port(listener),
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
        return run(command.toArray(String[]::new));
    }

    private String handshake(String version) throws Exception {
        return run(
                "/usr/bin/openssl", "s_client", "-connect", "127.0.0.1:" + port("relay"), "-starttls", "smtp", version);
    }

    private String port(String listener) {
        return Integer.toString(server.address(listener).getPort());
    }

    private String run(String... command) throws Exception {
        String missing = command[0] + " is not installed";
        assumeTrue(Needed.isThere(Files.isExecutable(Path.of(command[0])), missing), missing);
        Path output = home.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output, StandardCharsets.ISO_8859_1);
    }
}
