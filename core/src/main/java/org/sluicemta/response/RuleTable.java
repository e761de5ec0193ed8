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

/**
 * Rules in the order an operator wrote them: the first that fits decides. Where none fits, the enhanced status and the
 * code decide by what RFC 3463 and RFC 5321 say they mean ({@link StatusMeaning}).
 *
 * <p>An answer's text is read once through a {@link LiteralIndex}; only rules whose longest literal stands in it, and
 * those without text, are then tried in order.
 */
public final class RuleTable implements ResponseTable {
    static final String NO_RULE = "none";

    private final List<ResponseRule> rules;
    private final Map<ResponseClass, ClassPolicy> policies;
    private final LiteralIndex literals;
    private final BitSet withoutText = new BitSet();

    /** Throws IllegalArgumentException when a class has no policy or a rule's id stands twice. */
    public RuleTable(List<ResponseRule> rules, Map<ResponseClass, ClassPolicy> policies) {
        this.rules = List.copyOf(rules);
        this.policies = new EnumMap<>(policies);
        checkWhole();
        List<LiteralIndex.Entry> entries = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            ResponseRule rule = rules.get(i);
            withoutText.set(i, rule.texts().isEmpty());
            for (TextPattern text : rule.texts()) {
                entries.add(new LiteralIndex.Entry(text.rarest(), i));
            }
        }
        this.literals = new LiteralIndex(entries);
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

    private Optional<ResponseRule> firstMatch(AnswerReading reading) {
        BitSet candidates = (BitSet) withoutText.clone();
        literals.mark(reading.text(), candidates);
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            if (rules.get(i).matches(reading)) {
                return Optional.of(rules.get(i));
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
