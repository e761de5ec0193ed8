package org.sluicemta.delivery.outcome;

import java.nio.charset.StandardCharsets;

/** Folds a field value at its blanks (RFC 5322 section 2.2.3) and truncates it to a maximum size in octets. */
final class FoldedField {
    private static final int LINE = 76; // RFC 5322 section 2.1.1: preferably no more than 78

    private FoldedField() {}

    /**
     * @param named octets of the field's name, colon and blank
     * @param most maximum octets of the field before folding
     */
    static String value(String value, int named, int most) {
        String cut = cut(value, most - named);
        StringBuilder folded = new StringBuilder(cut.length() + 32);
        int line = named;
        for (String word : cut.split(" ")) {
            int length = octets(word);
            if (!folded.isEmpty()) {
                boolean fits = line + 1 + length <= LINE;
                folded.append(fits ? " " : "\r\n ");
                line = fits ? line + 1 : 1;
            }
            folded.append(word);
            line += length;
        }
        return folded.toString();
    }

    /** At a character boundary, and not within an escape for a character ({@code \\x{20AC}}). */
    private static String cut(String value, int most) {
        int end = 0;
        int used = 0;
        while (end < value.length()) {
            int next = value.startsWith("\\x{", end)
                    ? value.indexOf('}', end) + 1
                    : end + Character.charCount(value.codePointAt(end));
            int size = octets(value.substring(end, Math.max(next, end + 1)));
            if (used + size > most) {
                break;
            }
            used += size;
            end = Math.max(next, end + 1);
        }
        return value.substring(0, end);
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
