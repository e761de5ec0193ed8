package org.sluicemta.delivery.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FoldedFieldTest {
    private static final int NAMED = "Diagnostic-Code: ".length();

    @Test
    void leavesAShortValueAlone() {
        assertThat(FoldedField.value("smtp; 550 5.1.1 no such user", NAMED, 998))
                .isEqualTo("smtp; 550 5.1.1 no such user");
    }

    @Test
    void foldsAtBlanksAndLosesNothing() {
        String words = "smtp; " + "word of the server ".repeat(40).strip();

        String folded = FoldedField.value(words, NAMED, 998);

        assertThat(folded.split("\r\n")).hasSizeGreaterThan(8).allMatch(line -> line.length() <= 76);
        assertThat(folded.replace("\r\n ", " ")).isEqualTo(words);
    }

    @Test
    void cutsWhatIsTooLongAfterEncodingAndNotWithinAnEscape() {
        String folded = FoldedField.value("\\x{20AC}".repeat(900), NAMED, 998);

        assertThat(NAMED + folded.length()).isLessThanOrEqualTo(998);
        assertThat(folded).endsWith("\\x{20AC}");
    }

    @Test
    void countsOctetsOfInternationalWords() {
        String folded = FoldedField.value("\u20ac".repeat(900), NAMED, 998);

        assertThat(folded.getBytes(StandardCharsets.UTF_8).length + NAMED).isBetween(990, 998);
    }

    @Test
    void survivesAnEscapeWithoutEnd() {
        assertThat(FoldedField.value("a \\x{20", NAMED, 998)).isEqualTo("a \\x{20");
    }
}
