package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.testing.process.DebianTools;
import org.sluicemta.testing.process.ProcessRun;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SmtpSink;

/** Clients that no one here wrote, against the whole server. Skipped, and said so, where they are not installed. */
class DebianClientsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path home;

    @Test
    void smtpSourceLoadArrivesWhole() throws Exception {
        require(DebianTools.SMTP_SOURCE);
        try (SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withRetention(1000, 0));
                SluiceServer server = start(sink)) {
            ProcessRun run = ProcessRun.run(
                    LIMIT,
                    DebianTools.SMTP_SOURCE.path(),
                    "-s",
                    "10",
                    "-m",
                    "500",
                    "-l",
                    "4096",
                    "-M",
                    "load.example.test",
                    "-f",
                    "from@bench.example.test",
                    "-t",
                    "rcpt@dest.example.test",
                    "127.0.0.1:" + server.listener("relay").getPort());

            assertThat(run.exitCode()).as(run.toString()).isZero();
            assertThat(sink.awaitMessages(500, LIMIT)).hasSize(500);
        }
    }

    @Test
    void swaksSendsAndIsToldTheQueueId() throws Exception {
        require(DebianTools.SWAKS);
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = start(sink)) {
            ProcessRun run = ProcessRun.run(
                    LIMIT,
                    DebianTools.SWAKS.path(),
                    "--server",
                    "127.0.0.1:" + server.listener("relay").getPort(),
                    "--from",
                    "shop@acme.example",
                    "--to",
                    "anna@example.org",
                    "--ehlo",
                    "app.example");

            assertThat(run.exitCode()).as(run.toString()).isZero();
            assertThat(run.stdout()).contains("250 2.0.0 Ok: queued as ");
            assertThat(sink.awaitMessages(1, LIMIT)).hasSize(1);
        }
    }

    @Test
    void opensslSpeaksStartTlsAndImplicitTls() throws Exception {
        require(DebianTools.OPENSSL);
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = start(sink)) {
            String startTls =
                    client("127.0.0.1:" + server.listener("submission").getPort(), "-starttls", "smtp");
            String implicit =
                    client("127.0.0.1:" + server.listener("submissions").getPort());

            assertThat(List.of(startTls, implicit))
                    .allSatisfy(talk -> assertThat(talk)
                            .contains("TLSv1.3")
                            .contains("AUTH ")
                            .contains("221 2.0.0"));
        }
    }

    private static String client(String server, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                DebianTools.OPENSSL.path(), "s_client", "-quiet", "-ign_eof", "-crlf", "-brief", "-connect", server));
        command.addAll(List.of(more));
        byte[] talk = "EHLO app.example\nQUIT\n".getBytes(StandardCharsets.US_ASCII);
        ProcessRun run = ProcessRun.run(LIMIT, talk, command);
        return run.stdout() + run.stderr();
    }

    private SluiceServer start(SmtpSink sink) throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        Map<String, String> environment = TestServers.relayingTo(sink.port());
        return SluiceServer.start(home, environment);
    }

    private static void require(DebianTools tool) {
        assumeTrue(DebianTools.areThere(tool), () -> DebianTools.missingText(tool));
    }
}
