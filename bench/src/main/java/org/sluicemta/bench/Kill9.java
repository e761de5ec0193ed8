package org.sluicemta.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sluicemta.testing.crash.BrokerProcess;
import org.sluicemta.testing.crash.CrashAccount;
import org.sluicemta.testing.crash.CrashRun;
import org.sluicemta.testing.crash.FailingSink;
import org.sluicemta.testing.crash.ServerProcess;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SmtpSink;

/**
 * Kills the server as often as asked, while its sink fails every third message once, and prints the account; exit 1 when
 * anything answered 250 is missing. With a broker of its own process, that is killed as well, in turn.
 */
public final class Kill9 {
    private static final Duration BOUND = Duration.ofMinutes(5);
    private static final String EXTERNAL = "--external-broker";

    private final Path home;
    private final SmtpSink sink;
    private final String launcher;

    private Kill9(Path home, SmtpSink sink, String launcher) {
        this.home = home;
        this.sink = sink;
        this.launcher = launcher;
    }

    /** Arguments: the launcher, {@value #EXTERNAL} or not, then rounds, messages a round, sessions. */
    public static void main(String[] words) throws IOException, InterruptedException {
        if (words.length < 1) {
            System.err.println("usage: Kill9 LAUNCHER [" + EXTERNAL + "] [ROUNDS [MESSAGES_PER_ROUND [SESSIONS]]]");
            System.exit(64);
        }
        boolean external = words.length > 1 && words[1].equals(EXTERNAL);
        int first = external ? 2 : 1;
        int rounds = number(words, first, 20);
        int perRound = number(words, first + 1, 4000);
        int sessions = number(words, first + 2, 20);
        Path home = Files.createTempDirectory("sluice-kill9");
        try (SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withRetention(100, 100_000))) {
            sink.script(FailingSink.script());
            Kill9 kills = new Kill9(home, sink, words[0]);
            CrashRun run = external ? kills.withBroker() : kills.embedded();
            boolean whole = report(rounds, run.run(rounds, perRound, perRound / 2, sessions, BOUND));
            if (!whole) {
                System.out.println("home kept at " + home);
                System.exit(1);
            }
        }
        System.exit(0); // with the broker, whose process ends with this one
    }

    private static int number(String[] words, int at, int otherwise) {
        return words.length > at ? Integer.parseInt(words[at]) : otherwise;
    }

    private CrashRun embedded() {
        return new CrashRun(launch(Map.of()), sink, "load@crash.example.test");
    }

    private CrashRun withBroker() throws IOException, InterruptedException {
        BrokerProcess broker = new BrokerProcess(home.resolve("broker"));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        CrashRun.Launch launch = launch(Map.of("SLUICE_BROKER_URL", broker.url(), "SLUICE_BROKER_CONTENT", "files"));
        return new CrashRun(launch, broker.thisOrTheServer(), sink, "load@crash.example.test");
    }

    private CrashRun.Launch launch(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "SLUICE_BIND", "127.0.0.1",
                "SLUICE_SMTP_PORT", "0",
                "SLUICE_SUBMISSION_PORT", "0",
                "SLUICE_SMTPS_PORT", "0",
                "SLUICE_HTTP_PORT", "0",
                "SLUICE_JMX_PORT", "0",
                "SLUICE_RETRY_WAITS", "1s",
                "SLUICE_SLOT_WIDTH", "1s",
                "SLUICE_RELAYHOST", "127.0.0.1:" + sink.port()));
        environment.putAll(more);
        return () -> ServerProcess.start(
                List.of(launcher, "run", "--home", home.toString()), environment, home.resolve("errors.log"), BOUND);
    }

    /** Whether nothing is missing. */
    private static boolean report(int rounds, CrashAccount account) {
        System.out.printf(
                Locale.ROOT,
                "kills %d, answered 250 %d, missing %d, deliveries %d, delivered twice %d%n",
                rounds,
                account.answered(),
                account.missing().size(),
                account.delivered(),
                account.twice());
        if (!account.missing().isEmpty()) {
            System.out.println("missing: " + account.missing());
        }
        return account.missing().isEmpty();
    }
}
