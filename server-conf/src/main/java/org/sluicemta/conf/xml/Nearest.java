package org.sluicemta.conf.xml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests the word that was probably meant by a mistyped one. */
public final class Nearest {
    private Nearest() {}

    /** The closest candidate within a third of the word's length (at least 2 edits), if any. */
    public static Optional<String> to(String word, Collection<String> candidates) {
        int bound = Math.max(2, word.length() / 3);
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= bound)
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code Did you mean "weight"?}, or a list of the allowed words. */
    public static String hint(String word, Collection<String> candidates) {
        if (candidates.isEmpty()) {
            return "Nothing is allowed here: remove it";
        }
        return to(word, candidates)
                .map(near -> "Did you mean \"" + near + "\"?")
                .orElseGet(() -> "Known here: "
                        + String.join(", ", candidates.stream().sorted().toList()));
    }

    /** Insertions, deletions and replacements between the two words, ignoring case. */
    private static int distance(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
