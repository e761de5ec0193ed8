package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A group that repeats without bound makes Java's matcher call itself once a round: a stranger's long text ends the
 * thread. Such patterns may read the operator's own files, and nothing else.
 */
class PatternsTest {
    private static final Pattern STRING_OF_A_PATTERN = Pattern.compile(
            "(?:Pattern\\.compile|\\.matches|\\.replaceAll|\\.replaceFirst|\\.split)\\(\\s*\"((?>[^\"\\\\]|\\\\.){0,300})\"");
    private static final Pattern REPEATED_GROUP = Pattern.compile("(?<!\\\\)\\)(?:[*+]|\\{\\d+,})");
    private static final Set<String> OF_THE_CONFIGURATION = Set.of("ValueTypes.java", "TlsElements.java");
    private static final Set<String> NOT_IN_THE_SERVER = Set.of("testing", "bench");

    @Test
    void noPatternOnInputRecurses() throws Exception {
        List<String> found = new ArrayList<>();
        int patterns = 0;
        for (Path file : sources()) {
            Matcher strings = STRING_OF_A_PATTERN.matcher(Files.readString(file));
            while (strings.find()) {
                patterns++;
                if (REPEATED_GROUP.matcher(strings.group(1)).find()
                        && !OF_THE_CONFIGURATION.contains(String.valueOf(file.getFileName()))) {
                    found.add(file.getFileName() + ": " + strings.group(1));
                }
            }
        }

        assertThat(patterns).as("patterns that were looked at").isGreaterThan(50);
        assertThat(found).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        Path project = Path.of("").toAbsolutePath().resolveSibling("");
        List<Path> all = new ArrayList<>();
        try (Stream<Path> modules = Files.list(project)) {
            for (Path module : modules.toList()) {
                Path main = module.resolve("src/main/java");
                if (Files.isDirectory(main) && !NOT_IN_THE_SERVER.contains(String.valueOf(module.getFileName()))) {
                    try (Stream<Path> files = Files.walk(main)) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
                    }
                }
            }
        }
        return all;
    }
}
