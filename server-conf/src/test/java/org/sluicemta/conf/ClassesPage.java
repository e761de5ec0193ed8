package org.sluicemta.conf;

import java.util.List;
import java.util.Locale;
import org.sluicemta.conf.ResponseCorpusTest.Measured;
import org.sluicemta.conf.ResponseCorpusTest.Tally;
import org.sluicemta.config.Label;
import org.sluicemta.response.ClassPolicy;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.response.ResponseRule;
import org.sluicemta.response.RuleTable;

/** Renders the classes of answers, and how well they fit real ones. */
final class ClassesPage {
    private ClassesPage() {}

    static String render(RuleTable table, Measured measured) {
        StringBuilder page = new StringBuilder("""
                # Response classes

                What the shipped `responses.xml` says about each class. `as-coded`: 5xx is permanent, 4xx isn't; a reply
                without a code is. Only permanent replies count for suppression, and only if the recipient is to blame.

                | class | permanent | blame | suppress after | retry | action | rules | texts |
                |---|---|---|---|---|---|---|---|
                """);
        for (ResponseClass each : ResponseClass.values()) {
            policy(page, table, each);
        }
        page.append("""

                ## Measured with replies of real providers

                """);
        page.append(String.format(
                Locale.ROOT,
                "Of %d replies, %.1f %% get a class other than `other`. Of %d that others have labelled, with their"
                        + " labels mapped to ours, %.1f %% agree.%n%n",
                measured.answers(),
                measured.classed() * 100,
                measured.labelled(),
                measured.agreed() * 100));
        page.append("| label | answers | agree |\n|---|---|---|\n");
        measured.labels().forEach((label, tally) -> row(page, label, tally));
        return page.toString();
    }

    private static void policy(StringBuilder page, RuleTable table, ResponseClass each) {
        ClassPolicy policy = table.policy(each);
        long rules = table.rules().stream()
                .filter(rule -> rule.responseClass() == each)
                .count();
        int texts = table.rules().stream()
                .filter(rule -> rule.responseClass() == each)
                .map(ResponseRule::texts)
                .mapToInt(List::size)
                .sum();
        page.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s | %d | %d |%n",
                each.label(),
                Label.of(policy.permanence()),
                Label.of(policy.blame()),
                policy.suppressAfter() == 0 ? "never" : Integer.toString(policy.suppressAfter()),
                policy.retrySchedule(),
                Label.of(policy.action().kind()),
                rules,
                texts));
    }

    private static void row(StringBuilder page, String label, Tally tally) {
        page.append(String.format(Locale.ROOT, "| %s | %d | %d |%n", label, tally.answers(), tally.agreed()));
    }
}
