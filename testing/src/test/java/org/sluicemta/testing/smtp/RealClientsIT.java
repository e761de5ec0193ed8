package org.sluicemta.testing.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluicemta.testing.process.DebianTools;
import org.sluicemta.testing.process.ProcessRun;

/** The sink against clients that nobody here wrote. */
class RealClientsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static void need(DebianTools... tools) {
        assumeTrue(DebianTools.areThere(tools), DebianTools.missingText(tools));
    }

    // Without --tls: swaks has that only with libnet-ssleay-perl, which Debian merely suggests.
    @Test
    void takesMailOfSwaksWithAuthentication() {
        need(DebianTools.SWAKS);
        try (SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withCredentials("anna", "secret"))) {
            ProcessRun.run(
                            LIMIT,
                            DebianTools.SWAKS.path(),
                            "--server",
                            "127.0.0.1:" + sink.port(),
                            "--from",
                            "a@client.example",
                            "--to",
                            "b@sink.example",
                            "--auth-user",
                            "anna",
                            "--auth-password",
                            "secret",
                            "--pipeline")
                    .orThrow();
            ReceivedMessage message = sink.awaitMessages(1, LIMIT).getFirst();
            assertThat(message.authIdentity()).contains("anna");
            assertThat(message.header("Subject").orElseThrow()).startsWith("test");
        }
    }

    @Test
    void takesManyMessagesOfSmtpSource() {
        need(DebianTools.SMTP_SOURCE);
        try (SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withRetention(1000, 0))) {
            ProcessRun.run(
                            LIMIT,
                            DebianTools.SMTP_SOURCE.path(),
                            "-s",
                            "10",
                            "-m",
                            "2000",
                            "-l",
                            "4096",
                            "-d",
                            "-f",
                            "a@client.example",
                            "-t",
                            "b@sink.example",
                            "127.0.0.1:" + sink.port())
                    .orThrow();
            SinkCounts counts = sink.awaitCounts(c -> c.openConnections() == 0, LIMIT);
            assertThat(counts.messages()).isEqualTo(2000);
            assertThat(counts.maxOpenConnections()).isLessThanOrEqualTo(10);
            assertThat(sink.messages()).hasSize(1000).allMatch(message -> message.size() > 4000);
        }
    }

    @Test
    void talksTlsWithOpenssl() {
        need(DebianTools.OPENSSL);
        try (SmtpSink sink = SmtpSink.start()) {
            ProcessRun run = ProcessRun.run(
                    LIMIT,
                    "QUIT\r\n".getBytes(StandardCharsets.US_ASCII),
                    List.of(
                            DebianTools.OPENSSL.path(),
                            "s_client",
                            "-starttls",
                            "smtp",
                            "-ign_eof",
                            "-connect",
                            "127.0.0.1:" + sink.port()));
            assertThat(run.orThrow().stdout()).contains("TLSv1.3", "CN = sink.example", "221 2.0.0 Bye");
        }
    }
}
