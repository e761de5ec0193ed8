package org.sluicemta.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.response.Answer;
import org.sluicemta.response.Classification;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseTable;

/** Made-up answers that no known server gives, each a line of {@code answers.txt}, against the shipped table. */
class AnswersTest {
    private static final int COLUMNS = 5;

    @TempDir
    static Path home;

    @Test
    void eachIsTakenForWhatItSays() throws Exception {
        ShippedConfiguration.copyTo(home);
        ResponseTable table = new ConfigurationLoader(ChainClassCheck.NONE)
                .load(home, home, Map.of())
                .responses();
        List<String> wrong = new ArrayList<>();
        List<String> lines = lines();
        for (String line : lines) {
            Classification found = table.classify(answer(line));
            if (!isWanted(line.substring(0, line.indexOf('|')), found)) {
                wrong.add(found.responseClass().label() + " by " + found.rule() + " for " + line);
            }
        }

        assertThat(lines).hasSizeGreaterThan(100);
        assertThat(wrong).isEmpty();
    }

    private static boolean isWanted(String wanted, Classification found) {
        return switch (wanted) {
            case "nobody" -> found.suppressAfter() == 0;
            case "passing" -> !found.permanent();
            default -> found.responseClass().label().equals(wanted);
        };
    }

    private static Answer answer(String line) {
        String[] column = line.split("\\|", COLUMNS);
        String status = column[3].isEmpty() ? null : column[3];
        return new Answer(null, Phase.valueOf(column[1]), Integer.parseInt(column[2]), status, column[4]);
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/answers.txt")).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
    }
}
