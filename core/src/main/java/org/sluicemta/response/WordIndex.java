package org.sluicemta.response;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds words, {@code *} standing for anything, in one pass over an answer, however many they are. */
final class WordIndex {
    private final List<TextPattern> patterns = new ArrayList<>();
    private final LiteralIndex index;

    WordIndex(List<String> words) {
        List<LiteralIndex.Entry> entries = new ArrayList<>();
        for (String each : words) {
            TextPattern pattern = TextPattern.parse(each);
            entries.add(new LiteralIndex.Entry(pattern.rarest(), patterns.size()));
            patterns.add(pattern);
        }
        this.index = new LiteralIndex(entries);
    }

    boolean in(String text) {
        return firstIn(text) != null;
    }

    /** The mention that begins first, or null. */
    @Nullable
    TextSpan firstIn(String text) {
        TextSpan first = null;
        for (TextSpan each : spansIn(text)) {
            first = first == null || each.start() < first.start() ? each : first;
        }
        return first;
    }

    /** One mention for each pattern that the text holds. */
    private List<TextSpan> spansIn(String text) {
        BitSet candidates = new BitSet();
        index.mark(text, candidates);
        List<TextSpan> found = new ArrayList<>();
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            TextSpan span = patterns.get(i).find(text);
            if (span != null) {
                found.add(span);
            }
        }
        return found;
    }
}
