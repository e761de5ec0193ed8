package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.testing.crash.BrokerProcess;
import org.sluicemta.testing.crash.CrashAccount;
import org.sluicemta.testing.crash.CrashRun;
import org.sluicemta.testing.crash.FailingSink;
import org.sluicemta.testing.crash.ServerProcess;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SmtpSink;

/** The broker is another process; it is killed, and the server is killed, and what was answered 250 arrives. */
class ExternalBrokerCrashIT {
    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final int ROUNDS = 2;

    /** Connections to the sink, each with a message whose reply may be on its way, and what waits to be written down. */
    private static final int IN_FLIGHT = 60;

    @Test
    void everyMessageAnswered250ArrivesAndLeavesNothingBehind(@TempDir Path home, @TempDir Path brokerHome)
            throws Exception {
        try (SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withRetention(100, 0));
                BrokerProcess broker = new BrokerProcess(brokerHome.resolve("data"))) {
            sink.script(FailingSink.script());
            Map<String, String> environment = environment(sink, broker);
            CrashRun.Launch launch = () ->
                    ServerProcess.start(TestServers.command(home), environment, home.resolve("errors.log"), BOUND);
            CrashRun run = new CrashRun(launch, broker.thisOrTheServer(), sink, "load@crash.example.test");

            CrashAccount account = run.run(ROUNDS, 1000, 300, 20, BOUND);

            assertThat(account.answered()).isGreaterThanOrEqualTo(ROUNDS * 300);
            assertThat(account.missing()).isEmpty();
            assertThat(account.twice()).isLessThanOrEqualTo(ROUNDS * IN_FLIGHT);
            leavesNothing(launch, home.resolve("data/content"));
        }
    }

    private static Map<String, String> environment(SmtpSink sink, BrokerProcess broker) {
        Map<String, String> environment = TestServers.relayingTo(sink.port());
        environment.put("SLUICE_BROKER_URL", broker.url());
        environment.put("SLUICE_BROKER_CONTENT", "files");
        environment.put("SLUICE_RETRY_WAITS", "1s");
        environment.put("SLUICE_SLOT_WIDTH", "1s");
        return environment;
    }

    /** What the killed ones left is found when the next one looks through the queues. */
    private static void leavesNothing(CrashRun.Launch launch, Path contents) throws Exception {
        try (ServerProcess server = launch.start()) {
            long end = System.nanoTime() + BOUND.toNanos();
            while (segments(contents) > 0) {
                assertThat(System.nanoTime() - end).as("time left").isNegative();
                assertThat(server.awaitEnd(Duration.ofMillis(200)))
                        .as("the server ended")
                        .isFalse();
            }
        }
    }

    private static long segments(Path contents) throws IOException {
        try (Stream<Path> files = Files.list(contents)) {
            return files.filter(file -> String.valueOf(file).endsWith(".mail")).count();
        }
    }
}
