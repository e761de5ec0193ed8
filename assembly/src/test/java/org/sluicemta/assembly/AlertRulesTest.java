package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sluicemta.testing.process.DebianTools;
import org.sluicemta.testing.process.ProcessRun;

/** The alert rules that we ship ask for metrics that the server has, and fire when they should. */
class AlertRulesTest {
    /** Tests run in the room's directory. */
    private static final Path RULES = Path.of("src/main/dist/contrib/prometheus/sluice-alerts.yml");

    private static final Pattern METRIC = Pattern.compile("\\bsluice(?:_[a-z]+){2,}\\b");
    private static final Pattern NAMED = Pattern.compile("\"(sluice(?:_[a-z]+){2,})\"");

    @Test
    void askOnlyForMetricsThatThereAre() throws IOException {
        Set<String> asked = new TreeSet<>();
        METRIC.matcher(Files.readString(RULES))
                .results()
                .map(MatchResult::group)
                .forEach(asked::add);

        assertThat(metrics()).containsAll(asked);
        assertThat(asked).contains("sluice_queue_late_seconds", "sluice_admission_stage");
    }

    /** Each rule just below its figure and above it, as Prometheus's own tool computes them. */
    @Test
    void fireAboveTheirFiguresOnly() {
        assumeTrue(DebianTools.areThere(DebianTools.PROMTOOL), DebianTools.missingText(DebianTools.PROMTOOL));

        ProcessRun run = ProcessRun.run(
                Duration.ofMinutes(1),
                DebianTools.PROMTOOL.path(),
                "test",
                "rules",
                "src/test/resources/alerts/sluice-alerts-test.yml");

        assertThat(run.exitCode()).as(run.toString()).isZero();
    }

    /** The names in the sources of all rooms: counters appear at /metrics only when something was counted. */
    private static Set<String> metrics() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            for (Path file : files.filter(AlertRulesTest::isSource).toList()) {
                NAMED.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group(1)));
            }
        }
        return names;
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java") && file.toString().contains("/src/main/java/");
    }
}
