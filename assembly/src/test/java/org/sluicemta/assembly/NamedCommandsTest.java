package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sluicemta.console.cli.SluiceCommand;
import picocli.CommandLine;

/** What messages, shipped files and pages tell an operator to type is there to be typed. */
class NamedCommandsTest {
    /** A command as it is written: in backticks or a tag, behind a colon or a slash, or at the start of a line. */
    private static final Pattern COMMAND = Pattern.compile(
            "(?:`|\\./|: |\\{@code |^ *|[.?] )sluice ([a-z]+)(?: ([a-z]+))?(?=[^a-z]|$)", Pattern.MULTILINE);
    /** A page by its place in the project, or as the target of a link beside it. */
    private static final Pattern PAGE =
            Pattern.compile("(?<![/\\w])(docs/[\\w./-]+\\.md)|\\]\\((?!https?:|docs/)([\\w./-]+\\.md)(?:#[\\w-]*)?\\)");
    /** Words of a sentence or of the server itself, not of a command; and the demo, which is run from the sources. */
    private static final List<String> NO_COMMANDS = List.of("ready", "runs", "demo");

    private final CommandLine line =
            SluiceCommand.commandLine(new StartCheck(TenantsCheck.lookingIntoTheDatabase()), new RunCommand());

    @Test
    void everyCommandThatIsNamedIsThere() throws Exception {
        Path project = Files.exists(Path.of("docs")) ? Path.of("") : Path.of("..");
        List<String> missing = new ArrayList<>();
        int found = 0;
        for (Path file : files(project.toAbsolutePath().normalize())) {
            Matcher command = COMMAND.matcher(Files.readString(file));
            while (command.find()) {
                found++;
                if (!NO_COMMANDS.contains(command.group(1)) && !isThere(command.group(1), command.group(2))) {
                    missing.add(file.getFileName() + ": " + command.group().strip());
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(found).as("commands named").isGreaterThan(30);
    }

    @Test
    void everyPageThatIsNamedIsThere() throws Exception {
        Path project = Files.exists(Path.of("docs")) ? Path.of("") : Path.of("..");
        List<String> missing = new ArrayList<>();
        int found = 0;
        for (Path file : files(project.toAbsolutePath().normalize())) {
            Matcher page = PAGE.matcher(Files.readString(file));
            while (page.find()) {
                found++;
                Path from = page.group(1) != null ? project.resolve(page.group(1)) : file.resolveSibling(page.group(2));
                if (!Files.exists(from)) {
                    missing.add(file.getFileName() + ": " + page.group().strip());
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(found).as("pages named").isGreaterThan(20);
    }

    private boolean isThere(String noun, @Nullable String verb) {
        CommandLine command = line.getSubcommands().get(noun);
        if (command == null) {
            return false;
        }
        Map<String, CommandLine> verbs = command.getSubcommands();
        return verbs.isEmpty() || verb == null || verbs.containsKey(verb);
    }

    /** What ends up before an operator's eyes: product code, shipped files, pages. */
    private static List<Path> files(Path project) throws IOException {
        try (Stream<Path> all = Files.walk(project)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> {
                        String name = project.relativize(file).toString();
                        return !name.contains("target/")
                                && (name.contains("/src/main/") || name.startsWith("docs/") || name.equals("README.md"))
                                && !name.startsWith("docs/adr/")
                                && name.matches(".*\\.(java|xml|xsd|md)");
                    })
                    .toList();
        }
    }
}
