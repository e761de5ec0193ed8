package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.console.cli.ExitCode;
import org.sluicemta.testing.crash.ServerProcess;
import org.sluicemta.testing.process.ProcessRun;
import org.sluicemta.testing.smtp.SmtpSink;

/** Operators find the server and reach it: commands wherever its data is, and JMX clients by what is in two files. */
class ControlIT {
    private static final Duration BOUND = Duration.ofMinutes(2);

    @TempDir
    Path above;

    @Test
    void aPlainJmxClientOperatesTheServer() throws Exception {
        Path home = above.resolve("home");
        try (SmtpSink sink = SmtpSink.start();
                ServerProcess server = start(home, TestServers.relayingTo(sink.port()))) {
            ProcessRun client = probe(home.resolve("data"));

            assertThat(client.exitCode()).as(client.toString()).isZero();
            assertThat(client.stdout())
                    .contains("domain org.sluicemta", "domain org.apache.camel")
                    .contains("queues true", "paused true", "route Started", "diagnostics closed")
                    .doesNotContain("com.sun.management");
            assertThat(server.terminate(BOUND)).isTrue();
            assertThat(home.resolve("data/control-url")).doesNotExist();
        }
    }

    @Test
    void commandsFindAServerWhoseDataIsElsewhere() throws Exception {
        Path home = above.resolve("etc");
        Path data = above.resolve("var/lib/sluice");
        try (SmtpSink sink = SmtpSink.start()) {
            Map<String, String> environment = new HashMap<>(TestServers.relayingTo(sink.port()));
            environment.put("SLUICE_DATA", data.toString());
            environment.put("SLUICE_LOG", above.resolve("var/log/sluice").toString());
            try (ServerProcess server = start(home, environment)) {
                assertThat(data.resolve("server.json")).exists();
                assertRuns(TestServers.cli(home, "", "queue", "list"));
                assertRuns(TestServers.cli(home, "", "suppression", "add", "anna@example.org", "--reason", "manual"));
                Files.writeString(home.resolve("conf/egress.xml"), "<broken");
                assertRuns(TestServers.cli(home, "", "queue", "list"));
                assertThat(home.resolve("data"))
                        .as("nobody opened another database")
                        .doesNotExist();

                server.kill();
            }
            ProcessRun gone = TestServers.cli(home, "", "queue", "list");

            assertThat(gone.exitCode()).isEqualTo(ExitCode.UNAVAILABLE.code());
            assertThat(gone.stderr().lines())
                    .as("one line that says what to do")
                    .singleElement()
                    .asString()
                    .contains("ended unexpectedly", "sluice run --home " + home);
        }
    }

    @Test
    void aHomeWithoutAServerIsNamed() {
        ProcessRun none = TestServers.cli(above, "", "queue", "list");

        assertThat(none.exitCode()).isEqualTo(ExitCode.UNAVAILABLE.code());
        assertThat(none.stderr().lines())
                .singleElement()
                .asString()
                .contains("no running server found for home " + above, above.resolve("data/server.json") + "");
    }

    private static void assertRuns(ProcessRun run) {
        assertThat(run.exitCode()).as(run.toString()).isZero();
    }

    private ServerProcess start(Path home, Map<String, String> environment) throws Exception {
        return ServerProcess.start(TestServers.command(home), environment, above.resolve("errors.log"), BOUND);
    }

    private ProcessRun probe(Path data) throws Exception {
        Path source = above.resolve("Probe.java");
        try (InputStream in = Objects.requireNonNull(ControlIT.class.getResourceAsStream("/jmx/Probe.java"))) {
            Files.copy(in, source);
        }
        return ProcessRun.run(
                BOUND,
                new byte[0],
                List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        source.toString(),
                        Files.readString(data.resolve("control-url")).strip(),
                        Files.readString(data.resolve("control-secret")).strip()));
    }
}
