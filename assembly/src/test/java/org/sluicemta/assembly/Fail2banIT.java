package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.testing.crash.ServerProcess;
import org.sluicemta.testing.process.DebianTools;
import org.sluicemta.testing.process.ProcessRun;
import org.sluicemta.testing.smtp.SmtpClient;

/** The filter that we ship reads the log that the server writes. */
class Fail2banIT {
    /** Tests run in the room's directory. */
    private static final Path FILTER = Path.of("src/main/dist/contrib/fail2ban/filter.d/sluice.conf");

    private static final Duration BOUND = Duration.ofMinutes(2);

    @TempDir
    Path home;

    @Test
    void shippedFilterFindsWhoGuessesPasswordsOrTriesToRelay() throws Exception {
        assumeTrue(
                DebianTools.areThere(DebianTools.FAIL2BAN_REGEX), DebianTools.missingText(DebianTools.FAIL2BAN_REGEX));
        ShippedConfiguration.copyTo(home.resolve("conf"));
        Path sluice = home.resolve("conf/sluice.xml");
        // Nobody is trusted: the test comes from loopback.
        Files.writeString(sluice, Files.readString(sluice).replaceAll("<trusted-network>.*</trusted-network>", ""));
        Path log = home.resolve("errors.log");
        try (ServerProcess server =
                ServerProcess.start(TestServers.command(home), TestServers.relayingTo(9), log, BOUND)) {
            relay(server);
            guess(server);
        }

        assertThat(matched(FILTER.toString(), log)).isEqualTo(3);
        assertThat(matched(FILTER + "[mode=auth]", log)).isEqualTo(2);
    }

    private static void relay(ServerProcess server) throws Exception {
        try (SmtpClient client = SmtpClient.connect(server.listener("relay"))) {
            client.expect(220);
            client.expect(250, "EHLO client.example");
            client.expect(250, "MAIL FROM:<a@x.example>");
            client.expect(550, "RCPT TO:<b@y.example>");
        }
    }

    private static void guess(ServerProcess server) throws Exception {
        try (SmtpClient client = SmtpClient.connect(server.listener("submission"))) {
            client.expect(220);
            client.expect(250, "EHLO client.example");
            client.startTls();
            client.expect(250, "EHLO client.example");
            assertThat(client.authPlain("info", "guess").code()).isEqualTo(535);
            assertThat(client.authPlain("from 192.0.2.9", "guess").code()).isEqualTo(535);
        }
    }

    private static int matched(String filter, Path log) {
        ProcessRun run = ProcessRun.run(BOUND, DebianTools.FAIL2BAN_REGEX.path(), log.toString(), filter);
        String lines = run.stdout()
                .lines()
                .filter(line -> line.startsWith("Lines:"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(run.toString()));
        return Integer.parseInt(lines.replaceAll(".* (\\d+) matched.*", "$1"));
    }
}
