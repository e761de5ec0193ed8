package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of RFCs and the code name the same ones. */
class RfcPageTest {
    private static final Pattern CITED = Pattern.compile("RFC (\\d{3,4})");
    private static final Pattern NUMBER = Pattern.compile("\\b\\d{3,4}\\b");
    private static final List<String> NOT_THE_SERVER = List.of("testing", "bench", "demo");

    @Test
    void listsEveryRfcThatTheCodeNames() throws IOException {
        Set<String> listed = new TreeSet<>();
        rows().forEach(row -> listed.addAll(numbers(row)));

        assertThat(listed).containsAll(cited(CITED));
    }

    @Test
    void listsNoneAsDoneThatTheCodeDoesNotName() throws IOException {
        Set<String> done = new TreeSet<>();
        rows().stream()
                .filter(row -> !row.split("\\|")[3].strip().startsWith("no"))
                .forEach(row -> done.addAll(numbers(row)));

        // Of several together the code may name one with its letters and the others behind it.
        assertThat(cited(Pattern.compile("\\b(\\d{3,4})\\b"))).containsAll(done);
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(Path.of("..", "docs/reference/rfc.md")).stream()
                .filter(line -> line.matches("\\| \\d.*"))
                .toList();
    }

    private static Set<String> numbers(String row) {
        Set<String> numbers = new TreeSet<>();
        NUMBER.matcher(row.split("\\|")[1]).results().forEach(found -> numbers.add(found.group()));
        return numbers;
    }

    private static Set<String> cited(Pattern pattern) throws IOException {
        Set<String> cited = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            for (Path file : files.filter(RfcPageTest::isSource).toList()) {
                pattern.matcher(Files.readString(file)).results().forEach(found -> cited.add(found.group(1)));
            }
        }
        return cited;
    }

    private static boolean isSource(Path file) {
        String path = file.toString();
        return path.endsWith(".java")
                && path.contains("/src/main/java/")
                && NOT_THE_SERVER.stream().noneMatch(room -> path.startsWith("../" + room + "/"));
    }
}
