package org.sluicemta.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the processor to what it reaches on foreign reports; skipped where the corpora are not beside the project. */
class CorpusScoreTest {
    private static CorpusScore score = new CorpusScore();

    @BeforeAll
    static void measure() throws IOException {
        Optional<Path> folder = Corpora.bounces();
        assumeTrue(folder.isPresent(), "there is no ../shared/corpora beside the project");
        score = CorpusScore.of(Corpora.cases(folder.get()));
    }

    @Test
    void findsNinetyNineOfAHundredRecipients() {
        assertThat(score.total().recall())
                .as(String.join("\n", score.differences()))
                .isGreaterThanOrEqualTo(0.99);
        score.tallies()
                .forEach((set, tally) -> assertThat(tally.recall()).as(set).isGreaterThanOrEqualTo(0.98));
    }

    @Test
    void inventsFewerThanOneOfAHundredRecipients() {
        assertThat(score.total().precision())
                .as(String.join("\n", score.differences()))
                .isGreaterThanOrEqualTo(0.99);
        score.tallies()
                .forEach((set, tally) -> assertThat(tally.precision()).as(set).isGreaterThanOrEqualTo(0.98));
    }

    @Test
    void agreesOnSeverity() {
        assertThat(score.total().severityAgreement()).isGreaterThanOrEqualTo(0.98);
        score.tallies()
                .forEach((set, tally) -> assertThat(tally.severityAgreement())
                        .as(set + '\n' + String.join("\n", score.differences()))
                        .isGreaterThanOrEqualTo(0.94)); // flufl: expired reports, see the page
    }

    @Test
    void reportsSomethingOfEveryReportThatHasNoExpectations() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        BounceProcessor processor = ShippedTable.processor();
        for (Corpora.Case each : Corpora.cases(Corpora.bounces().orElseThrow())) {
            ParsedReport report = processor.parse(Files.readAllBytes(each.file()));
            softly.assertThat(report.kind()).as(each.path()).isNotEqualTo("none");
        }
        softly.assertAll();
    }

    @Test
    void pageHoldsTheFiguresReached() throws IOException {
        Path page = Path.of("..", "docs/reference/bounce-parsing.md");
        String rendered = BounceParsingPage.render(score);
        if ("1".equals(System.getenv("SLUICE_WRITE_DOCS"))) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, rendered);
        }
        assertThat(page)
                .as("run the test with SLUICE_WRITE_DOCS=1 to write docs/reference/bounce-parsing.md anew")
                .content()
                .isEqualTo(rendered);
    }
}
