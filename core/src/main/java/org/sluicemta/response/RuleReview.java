package org.sluicemta.response;

import java.util.ArrayList;
import java.util.List;
import org.sluicemta.response.RuleFinding.Kind;

/** Runs every example through the whole table and reports the rules that don't do what they are for. */
public final class RuleReview {
    private final RuleTable table;

    public RuleReview(RuleTable table) {
        this.table = table;
    }

    /** In the order of the rules; empty when the table is clean. */
    public List<RuleFinding> findings() {
        return table.rules().stream().flatMap(rule -> review(rule).stream()).toList();
    }

    private List<RuleFinding> review(ResponseRule rule) {
        if (rule.examples().isEmpty()) {
            return List.of(new RuleFinding(rule.id(), Kind.UNTESTED, "has no example"));
        }
        List<RuleFinding> found = new ArrayList<>();
        for (Answer example : rule.examples()) {
            Classification decided = table.classify(example);
            if (!decided.rule().equals(rule.id())) {
                found.add(finding(rule, example, decided));
            }
        }
        boolean dead = found.size() == rule.examples().size()
                && found.stream().noneMatch(finding -> finding.kind() == Kind.MISSED);
        if (dead) {
            found.add(new RuleFinding(rule.id(), Kind.DEAD, "decides none of its own examples"));
        }
        return found;
    }

    private static RuleFinding finding(ResponseRule rule, Answer example, Classification decided) {
        String text = "example \"" + example.text() + "\" ";
        if (!rule.matches(AnswerReading.of(example).quoted())) {
            return new RuleFinding(rule.id(), Kind.MISSED, text + "does not fit the rule");
        }
        if (!decided.isByRule()) {
            return new RuleFinding(
                    rule.id(), Kind.CONTRADICTED, text + "is about the sender or the client, and may suppress nobody");
        }
        String other = text + "is decided by rule " + decided.rule() + " before it";
        return decided.responseClass() == rule.responseClass()
                ? new RuleFinding(rule.id(), Kind.SHADOWED, other)
                : new RuleFinding(
                        rule.id(),
                        Kind.CONTRADICTED,
                        other + ", as " + decided.responseClass().label());
    }
}
