package org.sluicemta.response;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SiteId;

/**
 * One rule: a reply that meets every condition has the class. An empty condition matches every reply.
 *
 * @param id unique in its table, in an operator's words
 * @param sites the reply comes from one of these
 * @param phases the reply came in one of these
 * @param texts the reply contains at least one of these
 * @param examples replies that this rule is for
 * @param action null for that of its class
 */
public record ResponseRule(
        String id,
        ResponseClass responseClass,
        Set<SiteId> sites,
        Set<Phase> phases,
        CodePattern code,
        StatusPattern status,
        List<TextPattern> texts,
        List<Answer> examples,
        @Nullable ResponseAction action) {
    /** With the action of its class. */
    public ResponseRule(
            String id,
            ResponseClass responseClass,
            Set<SiteId> sites,
            Set<Phase> phases,
            CodePattern code,
            StatusPattern status,
            List<TextPattern> texts,
            List<Answer> examples) {
        this(id, responseClass, sites, phases, code, status, texts, examples, null);
    }

    public ResponseRule {
        sites = Set.copyOf(sites);
        phases = Set.copyOf(phases);
        texts = List.copyOf(texts);
        examples = List.copyOf(examples);
        if (texts.isEmpty() && status.isAny() && code.codes().isEmpty()) {
            throw new IllegalArgumentException("rule " + id + " needs a text, a status or a code");
        }
    }

    boolean matches(AnswerReading answer) {
        return matchesBesidesText(answer)
                && (texts.isEmpty() || texts.stream().anyMatch(text -> text.matches(answer.text())));
    }

    boolean matchesBesidesText(AnswerReading answer) {
        SiteId from = answer.site();
        return code.matches(answer.code(), answer.statusKind())
                && (sites.isEmpty() || from != null && sites.contains(from))
                && (phases.isEmpty() || phases.contains(answer.phase()))
                && statusMatches(answer);
    }

    private boolean statusMatches(AnswerReading answer) {
        EnhancedStatus given = answer.status();
        return status.isAny() || given != null && status.matches(given);
    }
}
