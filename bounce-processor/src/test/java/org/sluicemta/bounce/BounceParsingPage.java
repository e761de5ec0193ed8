package org.sluicemta.bounce;

import java.util.Locale;
import java.util.Map;

/** Renders {@code docs/reference/bounce-parsing.md} from a score. */
final class BounceParsingPage {
    private static final String HEAD = """
            # Bounce parsing

            What the bounce processor makes of reports that nobody on this project wrote, set by set: the corpora next to
            the project (`../shared/corpora/bounces`). An expected recipient is found when the report names the same
            address, whatever its case; one is invented when nobody expected it. Severity is compared where the set says
            it or gives a status code that it did not make up. Two kinds of differences are known and kept:

            - where an alias was expanded, the set `flufl` expects the original recipient and we report the final one,
              "the address that failed"; the token tells whom we wrote to;
            - where a report gives up after a temporary condition (class 4), `flufl` calls that permanent and we call the
              recipient's severity temporary: the report is a bounce, the address may be good.

            """;

    private BounceParsingPage() {}

    static String render(CorpusScore score) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append(
                        "| set | messages | recipients expected | found | recall | invented | precision | severity agrees |\n")
                .append("|---|---|---|---|---|---|---|---|\n");
        score.tallies().forEach((set, tally) -> page.append(row(set, tally)));
        page.append(row("all", score.total()));
        page.append("\nWhich reader recognised how many of them (see `org.sluicemta.bounce` and, for the mailers, "
                + "`org.sluicemta.bounce.text`):\n\n| reader | messages |\n|---|---|\n");
        score.readers().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(reader -> page.append("| ")
                        .append(reader.getKey())
                        .append(" | ")
                        .append(reader.getValue())
                        .append(" |\n"));
        return page.toString();
    }

    private static String row(String set, CorpusScore.Tally tally) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %.2f %% | %d | %.2f %% | %.2f %% |%n",
                set,
                tally.messages,
                tally.expected,
                tally.found,
                100 * tally.recall(),
                tally.extra,
                100 * tally.precision(),
                100 * tally.severityAgreement());
    }
}
