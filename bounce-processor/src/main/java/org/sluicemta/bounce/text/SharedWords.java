package org.sluicemta.bounce.text;

import java.util.List;
import org.sluicemta.phrase.Phrases;

/** Words that a report says once about all the addresses it lists. */
final class SharedWords {
    private SharedWords() {}

    /** The lines between one that holds {@code begin} and one that holds {@code end}, or the rest; none without a beginning. */
    static List<String> between(List<String> lines, Phrases begin, Phrases end) {
        int from = begin.lineIn(lines, 0) + 1;
        if (from == 0) {
            return List.of();
        }
        int to = end.lineIn(lines, from);
        return lines.subList(from, to < 0 ? lines.size() : to);
    }

    /** The same addresses, with these words where they have none of their own. */
    static List<TextFailure> explain(List<TextFailure> failures, List<String> words) {
        TextFailure explained = TextFailure.of("", words);
        return failures.stream()
                .map(each -> each.diagnostic() == null ? explained.of(each.address()) : each)
                .toList();
    }
}
