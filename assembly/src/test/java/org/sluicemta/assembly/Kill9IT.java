package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.testing.crash.CrashAccount;
import org.sluicemta.testing.crash.CrashRun;
import org.sluicemta.testing.crash.ServerProcess;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SmtpSink;

class Kill9IT {
    private static final Duration BOUND = Duration.ofMinutes(3);

    @Test
    void everyMessageAnswered250ArrivesAfterSigkillUnderLoad(@TempDir Path home) throws Exception {
        try (SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withRetention(100, 0))) {
            CrashRun run = new CrashRun(
                    () -> ServerProcess.start(
                            TestServers.command(home),
                            TestServers.relayingTo(sink.port()),
                            home.resolve("errors.log"),
                            BOUND),
                    sink,
                    "load@crash.example.test");

            CrashAccount account = run.run(2, 1500, 400, 20, BOUND);

            assertThat(account.answered()).isGreaterThanOrEqualTo(400);
            assertThat(account.missing()).isEmpty();
            assertThat(account.delivered()).isGreaterThanOrEqualTo(account.answered());
        }
    }
}
