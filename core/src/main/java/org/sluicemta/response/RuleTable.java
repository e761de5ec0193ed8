package org.sluicemta.response;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules in the order an operator wrote them: the first that fits decides. Where none fits, the enhanced status and the
 * code decide by what RFC 3463 and RFC 5321 say they mean ({@link StatusMeaning}).
 *
 * <p>An answer's text is read once through a {@link LiteralIndex}; only texts whose longest literal stands in it, and
 * rules without text, are then tried in order. An answer that another server quotes is tried before the words around it.
 */
public final class RuleTable implements ResponseTable {
    static final String NO_RULE = "none";

    private final List<ResponseRule> rules;
    private final Map<ResponseClass, ClassPolicy> policies;
    private final List<Condition> conditions = new ArrayList<>();
    private final LiteralIndex literals;
    private final BitSet withoutText = new BitSet();

    /** Throws IllegalArgumentException when a class has no policy or a rule's id stands twice. */
    public RuleTable(List<ResponseRule> rules, Map<ResponseClass, ClassPolicy> policies) {
        this.rules = List.copyOf(rules);
        this.policies = new EnumMap<>(policies);
        checkWhole();
        List<LiteralIndex.Entry> entries = new ArrayList<>();
        for (ResponseRule rule : this.rules) {
            for (TextPattern text : rule.texts()) {
                entries.add(new LiteralIndex.Entry(text.rarest(), conditions.size()));
                conditions.add(new Condition(rule, text));
            }
            if (rule.texts().isEmpty()) {
                withoutText.set(conditions.size());
                conditions.add(new Condition(rule, null));
            }
        }
        this.literals = new LiteralIndex(entries);
    }

    /** One text of a rule, or a rule that has none; in the order of the rules. */
    private record Condition(ResponseRule rule, @Nullable TextPattern text) {
        boolean matches(AnswerReading answer) {
            return (text == null || text.matches(answer.text())) && rule.matchesBesidesText(answer);
        }
    }

    private void checkWhole() {
        for (ResponseClass each : ResponseClass.values()) {
            if (!policies.containsKey(each)) {
                throw new IllegalArgumentException("class " + each.label() + " has no policy");
            }
        }
        Set<String> ids = new HashSet<>();
        for (ResponseRule rule : rules) {
            if (!ids.add(rule.id())) {
                throw new IllegalArgumentException("rule " + rule.id() + " stands twice");
            }
        }
    }

    @Override
    public Classification classify(Answer answer) {
        AnswerReading reading = AnswerReading.of(answer);
        Optional<ResponseRule> rule = firstMatch(reading);
        ResponseClass found = rule.map(ResponseRule::responseClass).orElseGet(() -> StatusMeaning.of(reading));
        return policy(found)
                .classify(
                        reading.code(),
                        reading.statusKind(),
                        rule.map(ResponseRule::id).orElse(NO_RULE));
    }

    @Override
    public Classification classify(ResponseClass known, int code) {
        return policy(known).classify(code, 0, NO_RULE);
    }

    private Optional<ResponseRule> firstMatch(AnswerReading reading) {
        AnswerReading quoted = reading.quoted();
        Optional<ResponseRule> rule = match(quoted);
        return rule.isEmpty() && !quoted.text().equals(reading.text()) ? match(reading) : rule;
    }

    private Optional<ResponseRule> match(AnswerReading reading) {
        BitSet candidates = (BitSet) withoutText.clone();
        literals.mark(reading.text(), candidates);
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            Condition condition = conditions.get(i);
            if (condition.matches(reading)) {
                return Optional.of(condition.rule());
            }
        }
        return Optional.empty();
    }

    public List<ResponseRule> rules() {
        return rules;
    }

    public ClassPolicy policy(ResponseClass responseClass) {
        return Objects.requireNonNull(policies.get(responseClass));
    }
}
