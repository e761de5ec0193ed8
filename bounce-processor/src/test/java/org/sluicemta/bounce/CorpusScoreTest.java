package org.sluicemta.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CorpusScoreTest {

    @Test
    void findsRecipientsOfForeignReports() throws IOException {
        Optional<Path> folder = Corpora.bounces();
        assumeTrue(folder.isPresent(), "no shared/corpora beside the project");
        CorpusScore score = CorpusScore.of(Corpora.cases(folder.get()));
        score.differences().forEach(System.out::println);
        score.tallies()
                .forEach((set, tally) -> System.out.printf(
                        "%s recall %.4f precision %.4f severity %.4f (%d)%n",
                        set, tally.recall(), tally.precision(), tally.severityAgreement(), tally.expected));
        assertThat(score.total().recall()).isGreaterThan(0.5);
    }
}
