package org.sluicemta.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.testing.process.DebianTools;

/** Every example of docs/reference/http-api.md does what the page says, with curl. */
class HttpApiPageIT {
    private static final Path PAGE = Path.of("../docs/reference/http-api.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("```sh\n(.*?)```\n(?:\\s*Answer \\d+:\n)?(?:\\s*```json\n(.*?)```)?", Pattern.DOTALL);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path home;

    @Test
    void everyExampleGivesTheAnswerItShows() throws Exception {
        Path page = Files.exists(PAGE) ? PAGE : Path.of("docs/reference/http-api.md");
        assumeTrue(DebianTools.areThere(DebianTools.CURL), DebianTools.missingText(DebianTools.CURL));
        List<String> commands = new ArrayList<>();
        try (ApiFixture api = new ApiFixture(home)) {
            Map<String, String> environment =
                    Map.of("SLUICE", api.address("").toString(), "TOKEN", api.token(null), "NO_PROXY", "*");
            Matcher example = EXAMPLE.matcher(Files.readString(page));
            while (example.find()) {
                commands.add(example.group(1));
                String answer = run(example.group(1), environment);
                if (example.group(2) == null) {
                    assertThat(answer).isEmpty();
                } else {
                    assertThat(fixed(answer)).as(example.group(1)).isEqualTo(fixed(example.group(2)));
                }
            }
        }
        assertThat(commands).hasSize(6);
    }

    private static String run(String command, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s%n%s", command, output).isZero();
        return output;
    }

    /** Times and token ids are of their day. */
    private static JsonNode fixed(String text) throws Exception {
        JsonNode tree = JSON.readTree(text);
        tree.findParents("created").forEach(parent -> ((ObjectNode) parent).remove(List.of("created", "by")));
        return tree;
    }
}
