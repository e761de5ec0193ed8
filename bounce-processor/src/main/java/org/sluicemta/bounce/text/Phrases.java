package org.sluicemta.bounce.text;

import java.util.List;
import java.util.Locale;

/** A set of phrases, any of which may occur. Compared in lower case with white space collapsed, across line ends. */
final class Phrases {
    private final List<String> phrases;

    private Phrases(List<String> phrases) {
        this.phrases = phrases;
    }

    static Phrases of(String... phrases) {
        return new Phrases(List.of(phrases).stream()
                .map(each -> each.toLowerCase(Locale.ROOT))
                .toList());
    }

    /** Whether one of them occurs in a text that is already flat, see {@link ReportText#flat()}. */
    boolean in(String flat) {
        for (String phrase : phrases) {
            if (flat.contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of them occurs in the report. */
    boolean in(ReportText report) {
        return in(report.flat());
    }

    /** Whether the text begins with one of them. */
    boolean start(String flat) {
        for (String phrase : phrases) {
            if (flat.startsWith(phrase)) {
                return true;
            }
        }
        return false;
    }

    /** Index after the first of them that occurs, or -1. */
    int endIn(String flat) {
        for (String phrase : phrases) {
            int at = flat.indexOf(phrase);
            if (at >= 0) {
                return at + phrase.length();
            }
        }
        return -1;
    }

    /** Index of the first line at or after {@code from} that holds one of them, or -1. */
    int lineIn(List<String> lines, int from) {
        for (int i = from; i < lines.size(); i++) {
            if (in(flat(lines.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    /** Lower case, every run of white space one space, typographic quotes made plain. */
    static String flat(String text) {
        StringBuilder flat = new StringBuilder(text.length());
        boolean space = true;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character <= ' ' || character == '\u00a0' || character == '\u3000') {
                if (!space) {
                    flat.append(' ');
                }
                space = true;
            } else {
                flat.append(plain(character));
                space = false;
            }
        }
        return flat.toString();
    }

    private static char plain(char character) {
        if (character < 128) {
            return character >= 'A' && character <= 'Z' ? (char) (character + 32) : character;
        }
        return switch (character) {
            case '\u2018', '\u2019', '\u00b4' -> '\'';
            case '\u201c', '\u201d' -> '"';
            default -> Character.toLowerCase(character);
        };
    }
}
