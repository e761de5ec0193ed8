package org.sluicemta.response;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules in the order the operator wrote them; the first that matches decides. If none matches, the enhanced status and
 * the code decide by their meaning in RFC 3463 and RFC 5321 ({@link StatusMeaning}).
 *
 * <p>A reply's text is scanned once with a {@link LiteralIndex}. Only rules without text, and texts whose longest
 * literal occurs in it, are then tried in order. A reply quoted by another server is tried before the words around it.
 * A class that suppresses applies only to a reply about the recipient ({@link PartyFinder}).
 */
public final class RuleTable implements ResponseTable {
    private static final Set<Blame> BLAMES_OUR_SIDE = EnumSet.of(Blame.TENANT, Blame.SOURCE, Blame.CONTENT);

    private final List<ResponseRule> rules;
    private final Map<ResponseClass, ClassPolicy> policies;
    private final PartyWords parties;
    private final List<Condition> conditions = new ArrayList<>();
    private final LiteralIndex literals;
    private final BitSet withoutText = new BitSet();

    /**
     * Throws IllegalArgumentException when a class has no policy or a rule id occurs twice.
     *
     * @param parties tell whom an answer is about
     */
    public RuleTable(List<ResponseRule> rules, Map<ResponseClass, ClassPolicy> policies, PartyWords parties) {
        this.rules = List.copyOf(rules);
        this.parties = parties;
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

    /** One text of a rule, or a rule without text, in the order of the rules. */
    private record Condition(ResponseRule rule, @Nullable TextPattern text) {
        /** The words that match, or null when the reply doesn't. */
        @Nullable
        TextSpan wordsIn(AnswerReading answer) {
            TextSpan words = text == null ? TextSpan.all(answer.text()) : text.find(answer.text());
            return words != null && rule.matchesBesidesText(answer) ? words : null;
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
        AnswerReading quoted = reading.quoted();
        Decision decision = new Decision();
        match(quoted, decision);
        if (decision.rule == null && !quoted.text().equals(reading.text())) {
            match(reading, decision);
        }
        return decision.of(reading);
    }

    @Override
    public Classification classify(ResponseClass known, int code) {
        return policy(known).classify(code / 100, false, Classification.NO_RULE, true, ResponseAction.NONE);
    }

    /** Tries the rules in order until one decides. */
    private void match(AnswerReading reading, Decision decision) {
        BitSet candidates = (BitSet) withoutText.clone();
        literals.mark(reading.text(), candidates);
        for (int i = candidates.nextSetBit(0); i >= 0 && decision.rule == null; i = candidates.nextSetBit(i + 1)) {
            Condition condition = conditions.get(i);
            TextSpan words = condition.wordsIn(reading);
            if (words != null) {
                decision.consider(condition.rule(), words, reading);
            }
        }
    }

    /**
     * The deciding rule, and whom the reply is about. A rule whose class suppresses decides only about the recipient.
     * Once the words are about somebody else, the reply suppresses nobody.
     */
    private final class Decision {
        private @Nullable ResponseRule rule;
        private Party about = Party.RECIPIENT;

        void consider(ResponseRule candidate, TextSpan words, AnswerReading reading) {
            ClassPolicy policy = policy(candidate.responseClass());
            if (policy.suppressAfter() > 0 && about == Party.RECIPIENT) {
                about = new PartyFinder(reading, parties).of(words, candidate.responseClass());
            }
            boolean decides =
                    about == Party.RECIPIENT || policy.suppressAfter() == 0 && BLAMES_OUR_SIDE.contains(policy.blame());
            rule = decides ? candidate : null;
        }

        Classification of(AnswerReading reading) {
            ResponseRule decided = rule;
            ResponseClass found = decided == null ? byCodes(reading) : decided.responseClass();
            return policy(found)
                    .classify(
                            reading.finality(),
                            reading.isReported(),
                            decided == null ? Classification.NO_RULE : decided.id(),
                            about == Party.RECIPIENT,
                            reading.isReported() ? ResponseAction.NONE : action(decided, policy(found)));
        }

        private static ResponseAction action(@Nullable ResponseRule decided, ClassPolicy policy) {
            ResponseAction own = decided == null ? null : decided.action();
            return own == null ? policy.action() : own;
        }

        private boolean isOf(Party party, ClassPolicy policy) {
            return policy.suppressAfter() == 0
                    && policy.blame() == (party == Party.MESSAGE ? Blame.CONTENT : Blame.TENANT);
        }

        private ResponseClass byCodes(AnswerReading reading) {
            ResponseClass found = StatusMeaning.of(reading);
            if (policy(found).suppressAfter() > 0 && about == Party.RECIPIENT) {
                about = new PartyFinder(reading, parties).of(TextSpan.all(reading.text()), found);
            }
            return about == Party.RECIPIENT || isOf(about, policy(found)) ? found : about.ownClass();
        }
    }

    public List<ResponseRule> rules() {
        return rules;
    }

    public ClassPolicy policy(ResponseClass responseClass) {
        return Objects.requireNonNull(policies.get(responseClass));
    }
}
