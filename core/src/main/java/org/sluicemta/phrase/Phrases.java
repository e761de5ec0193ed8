package org.sluicemta.phrase;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A set of phrases, any of which may occur. Compared in lower case with white space collapsed, across line ends.
 * Looking for all of them is one pass over the text, however many they are.
 */
public final class Phrases {
    private static final int SLOTS = 1 << 10;
    private static final String[][] NONE = {};

    /** The phrases by a hash of their first two characters, the longest first. */
    private final String[][] slots;

    private Phrases(List<String> phrases) {
        slots = phrases.isEmpty() ? NONE : new String[SLOTS][];
        for (String phrase : phrases) {
            add(phrase);
        }
    }

    public static Phrases of(String... phrases) {
        return of(List.of(phrases));
    }

    /** Each of two characters or more once {@link #flat}. */
    public static Phrases of(List<String> phrases) {
        return new Phrases(phrases.stream().map(Phrases::flat).toList());
    }

    private void add(String phrase) {
        int slot = slot(phrase.charAt(0), phrase.charAt(1));
        List<String> together = new ArrayList<>();
        if (slots[slot] != null) {
            together.addAll(List.of(slots[slot]));
        }
        together.add(phrase);
        together.sort(Comparator.comparingInt(String::length).reversed());
        slots[slot] = together.toArray(new String[0]);
    }

    private static int slot(char first, char second) {
        return (first * 31 + second) & (SLOTS - 1);
    }

    public boolean isEmpty() {
        return slots.length == 0;
    }

    /** Whether one of them occurs in a text that is already {@link #flat}. */
    public boolean in(String flat) {
        return endIn(flat) >= 0;
    }

    /** Whether the text begins with one of them. */
    public boolean start(String flat) {
        return endAt(flat, 0) >= 0;
    }

    /** Whether the text begins with one of them as whole words: {@code de} doesn't match {@code delivery}. */
    public boolean startsWord(String flat) {
        for (int length = 1; length <= flat.length(); length++) {
            boolean ends = length == flat.length() || !Character.isLetter(flat.charAt(length));
            if (ends && endAt(flat.substring(0, length), 0) == length) {
                return true;
            }
        }
        return false;
    }

    /** Index after the first of them that occurs, the longest where several begin at one place, or -1. */
    public int endIn(String flat) {
        for (int i = 0; i + 1 < flat.length() && !isEmpty(); i++) {
            int end = endAt(flat, i);
            if (end >= 0) {
                return end;
            }
        }
        return -1;
    }

    private int endAt(String flat, int at) {
        if (at + 1 >= flat.length() || isEmpty()) {
            return -1;
        }
        String[] candidates = slots[slot(flat.charAt(at), flat.charAt(at + 1))];
        if (candidates != null) {
            for (String candidate : candidates) {
                if (flat.startsWith(candidate, at)) {
                    return at + candidate.length();
                }
            }
        }
        return -1;
    }

    /** Index of the first line at or after {@code from} that holds one of them, or -1. */
    public int lineIn(List<String> lines, int from) {
        for (int i = from; i < lines.size() && !isEmpty(); i++) {
            if (in(flat(lines.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    /** Lower case, every run of white space one space, typographic quotes made plain. */
    public static String flat(String text) {
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
