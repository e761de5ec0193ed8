package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.console.cli.ExitCode;
import org.sluicemta.testing.crash.ServerProcess;
import org.sluicemta.testing.process.ProcessRun;
import org.sluicemta.testing.smtp.SmtpSink;

/** What goes wrong on an ordinary day is told in a line with what to do, by the exit code of its kind; and signals. */
class EverydayMistakesIT {
    private static final Duration BOUND = Duration.ofMinutes(2);

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({"SLUICE_HTTP_PORT, http", "SLUICE_JMX_PORT, jmx", "SLUICE_SMTP_PORT, listener relay"})
    void aPortThatIsTaken(String variable, String who) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Map<String, String> environment = TestServers.relayingTo(1);
            environment.put(variable, Integer.toString(taken.getLocalPort()));

            ProcessRun run = run(environment);

            assertTold(run, ExitCode.CONFIGURATION, who + ": cannot listen on 127.0.0.1:" + taken.getLocalPort());
            assertThat(run.stderr()).contains("already in use", "ss -ltnp");
        }
    }

    @Test
    void aServerThatRunsAlready() throws Exception {
        try (ServerProcess first = start(TestServers.relayingTo(1))) {
            assertThat(first).isNotNull();
            assertTold(run(TestServers.relayingTo(1)), ExitCode.UNAVAILABLE, "process " + first.pid());
        }
    }

    @Test
    void aMailetThatIsNotForThisServer() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        Path chain = home.resolve("conf/mailetcontainer.xml");
        Files.writeString(
                chain,
                Files.readString(chain)
                        .replaceFirst(
                                "<mailet [^>]*class=\"ToEgress\"",
                                "<mailet match=\"All\" class=\"RemoteDelivery\"/>\n$0"));

        assertTold(run(TestServers.relayingTo(1)), ExitCode.CONFIGURATION, "RemoteDelivery");
    }

    @Test
    void aDirectoryThatIsAFile() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        Files.writeString(home.resolve("data"), "");

        assertTold(
                run(TestServers.relayingTo(1)),
                ExitCode.IO,
                home.resolve("data").toString());
    }

    @Test
    void hangUpReadsTheConfigurationAndTerminateIsASuccess() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                ServerProcess server = start(TestServers.relayingTo(sink.port()))) {
            signal("HUP", server.pid());
            awaitError("configuration: no changes");
            Files.writeString(home.resolve("conf/egress.xml"), "<broken");
            signal("HUP", server.pid());
            awaitError("configuration not reloaded: ");

            assertThat(server.terminate(BOUND)).isTrue();
            assertThat(server.exitCode()).isZero();
        }
    }

    private static void signal(String name, long pid) {
        ProcessRun kill = ProcessRun.run(BOUND, "kill", "-" + name, Long.toString(pid));
        assertThat(kill.exitCode()).isZero();
    }

    private void awaitError(String text) throws IOException {
        ProcessRun wait = ProcessRun.run(
                BOUND,
                "bash",
                "-c",
                "timeout 60 tail -n +1 -f \"$1\" | grep -m1 -F -- \"$2\"",
                "bash",
                errors().toString(),
                text);
        assertThat(wait.stdout()).as(Files.readString(errors())).contains(text);
    }

    private static void assertTold(ProcessRun run, ExitCode code, String what) {
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(code.code());
        assertThat(run.stderr()).contains(what).doesNotContain("\tat ", "Exception");
        assertThat(run.stderr().lines().filter(line -> line.startsWith("sluice: ")))
                .as("the reason")
                .last()
                .asString()
                .contains(what);
    }

    private ProcessRun run(Map<String, String> environment) {
        return ProcessRun.run(BOUND, new byte[0], TestServers.command(home), new HashMap<>(environment), home);
    }

    private ServerProcess start(Map<String, String> environment) throws Exception {
        return ServerProcess.start(TestServers.command(home), environment, errors(), BOUND);
    }

    private Path errors() {
        return home.resolve("errors.log");
    }
}
