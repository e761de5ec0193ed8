package org.sluicemta.mail;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Finds where quoted strings, comments (RFC 5322 section 3.2) and domain literals of a header field end. One that is
 * never closed doesn't count: like mail programs, this takes its first character literally.
 */
final class Enclosures {
    private final String text;
    private final int[] closing;
    private final boolean[] escaped;

    private Enclosures(String text) {
        this.text = text;
        this.closing = new int[text.length()];
        this.escaped = new boolean[text.length()];
        Arrays.fill(closing, -1);
    }

    /** For each opening character, the index of the character that closes it; -1 for all others. */
    static int[] of(String text) {
        Enclosures enclosures = new Enclosures(text);
        enclosures.escapes();
        enclosures.comments();
        enclosures.quotes();
        return enclosures.closing;
    }

    /** RFC 5322 section 3.2.1, quoted-pair. */
    private void escapes() {
        for (int i = 1; i < text.length(); i++) {
            escaped[i] = text.charAt(i - 1) == '\\' && !escaped[i - 1];
        }
    }

    /** Matching parentheses, whether or not they are inside quotes; the caller decides which. */
    private void comments() {
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' && !escaped[i]) {
                open.push(i);
            } else if (c == ')' && !escaped[i] && !open.isEmpty()) {
                closing[open.pop()] = i;
            }
        }
    }

    private void quotes() {
        int next = -1;
        int bracket = -1;
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == '"' && !escaped[i]) {
                closing[i] = next;
                next = i;
            } else if (c == ']') {
                bracket = i;
            } else if (c == '[') {
                closing[i] = bracket;
            }
        }
    }
}
