package org.sluicemta.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sluicemta.testing.crash.CrashAccount;
import org.sluicemta.testing.crash.CrashRun;
import org.sluicemta.testing.crash.ServerProcess;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SmtpSink;

/** Kills the server as often as asked and prints the account; exit 1 when anything answered 250 is missing. */
public final class Kill9 {
    private static final Duration BOUND = Duration.ofMinutes(3);

    private Kill9() {}

    /** Arguments: the launcher, then rounds, messages a round, sessions. */
    public static void main(String[] words) throws IOException, InterruptedException {
        if (words.length < 1) {
            System.err.println("usage: Kill9 LAUNCHER [ROUNDS [MESSAGES_PER_ROUND [SESSIONS]]]");
            System.exit(64);
        }
        int rounds = words.length > 1 ? Integer.parseInt(words[1]) : 5;
        int perRound = words.length > 2 ? Integer.parseInt(words[2]) : 4000;
        int sessions = words.length > 3 ? Integer.parseInt(words[3]) : 20;
        Path home = Files.createTempDirectory("sluice-kill9");
        try (SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withRetention(100, 100_000))) {
            CrashRun.Launch launch = () -> ServerProcess.start(
                    List.of(words[0], "run", "--home", home.toString()),
                    Map.of(
                            "SLUICE_BIND", "127.0.0.1",
                            "SLUICE_SMTP_PORT", "0",
                            "SLUICE_SUBMISSION_PORT", "0",
                            "SLUICE_SMTPS_PORT", "0",
                            "SLUICE_HTTP_PORT", "0",
                            "SLUICE_JMX_PORT", "0",
                            "SLUICE_RELAYHOST", "127.0.0.1:" + sink.port()),
                    home.resolve("errors.log"),
                    BOUND);
            CrashAccount account = new CrashRun(launch, sink, "load@crash.example.test")
                    .run(rounds, perRound, perRound / 2, sessions, BOUND);
            System.out.printf(
                    Locale.ROOT,
                    "kills %d, answered 250 %d, missing %d, deliveries %d, delivered twice %d%n",
                    rounds,
                    account.answered(),
                    account.missing().size(),
                    account.delivered(),
                    account.twice());
            if (!account.missing().isEmpty()) {
                System.out.println("missing: " + account.missing() + "; home kept at " + home);
                System.exit(1);
            }
        }
    }
}
