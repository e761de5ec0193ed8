package org.sluicemta.testing.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessRunTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void tellsExitCodeAndBothOutputs() {
        ProcessRun run = ProcessRun.run(LONG, "sh", "-c", "echo out; echo err >&2; exit 3");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.stdout()).isEqualTo("out\n");
        assertThat(run.stderr()).isEqualTo("err\n");
        assertThatThrownBy(run::orThrow).hasMessageContaining("ended with 3").hasMessageContaining("err");
    }

    @Test
    void feedsInput() {
        byte[] input = "hello".getBytes(StandardCharsets.US_ASCII);
        assertThat(ProcessRun.run(LONG, input, List.of("cat")).orThrow().stdout())
                .isEqualTo("hello");
    }

    @Test
    void killsWhatTakesTooLongWithItsChildren() {
        ProcessRun run = ProcessRun.run(Duration.ofMillis(200), "sh", "-c", "sleep 600 & echo $!; wait");
        assertThat(run.timedOut()).isTrue();
        long child = Long.parseLong(run.stdout().strip());
        ProcessHandle.of(child)
                .ifPresent(handle -> assertThat(handle.onExit()
                                .orTimeout(30, TimeUnit.SECONDS)
                                .join()
                                .isAlive())
                        .isFalse());
    }

    @Test
    void saysWhatCannotBeStarted() {
        assertThatThrownBy(() -> ProcessRun.run(LONG, "/no/such/program"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("/no/such/program");
    }

    @Test
    void findsProgramsAndNamesThePackagesOfMissingOnes() {
        assertThat(DebianTools.find("sh")).isPresent();
        assertThat(DebianTools.find("no-such-program")).isEmpty();
        for (DebianTools tool : DebianTools.values()) {
            if (!tool.isInstalled()) {
                assertThat(DebianTools.missingText(tool)).endsWith(" " + tool.debianPackage());
            }
        }
    }
}
