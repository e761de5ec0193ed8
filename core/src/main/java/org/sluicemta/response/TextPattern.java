package org.sluicemta.response;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words to look for in a reply: {@code mailbox * full}. Case is ignored. An asterisk matches anything. A pattern begins
 * and ends at a word boundary unless it has an asterisk there ({@code spam*}). Matching never backtracks: it takes one
 * pass over the text per piece between asterisks.
 */
public final class TextPattern {
    /** A shorter piece would make nearly every reply a candidate. */
    public static final int LEAST_LITERAL = 3;

    /** From here on, scripts are written without blanks (Japanese, Chinese, Korean). */
    private static final char WITHOUT_BLANKS = 0x2E80;

    private final String source;
    private final List<String> pieces;
    private final boolean openStart;
    private final boolean openEnd;

    private TextPattern(String source, List<String> pieces) {
        this.source = source;
        this.pieces = pieces;
        this.openStart = source.startsWith("*");
        this.openEnd = source.endsWith("*");
    }

    /** Throws IllegalArgumentException when no piece has {@link #LEAST_LITERAL} characters. */
    public static TextPattern parse(String text) {
        String source = AnswerText.normalise(text);
        List<String> pieces = Arrays.stream(source.split("\\*"))
                .map(String::strip)
                .filter(piece -> !piece.isEmpty())
                .toList();
        if (pieces.stream().noneMatch(piece -> letters(piece) >= LEAST_LITERAL)) {
            throw new IllegalArgumentException(
                    "a text pattern needs " + LEAST_LITERAL + " letters or more in a row, got \"" + text + "\"");
        }
        return new TextPattern(source, pieces);
    }

    /** A character of a script without blanks counts as two letters. */
    private static long letters(String piece) {
        return piece.length() + piece.chars().filter(c -> c >= WITHOUT_BLANKS).count();
    }

    /** The longest piece; a reply without it can't match. */
    String rarest() {
        return pieces.stream().max(Comparator.comparingInt(String::length)).orElseThrow();
    }

    /** Whether a text in {@link AnswerText} form contains the pattern. */
    boolean matches(String text) {
        return find(text) != null;
    }

    /** The first match in a text in {@link AnswerText} form, from the first piece to the last; or null. */
    @Nullable
    TextSpan find(String text) {
        int start = 0;
        int at = 0;
        for (int i = 0; i < pieces.size(); i++) {
            boolean wordStart = i == 0 && !openStart;
            boolean wordEnd = i == pieces.size() - 1 && !openEnd;
            at = find(text, pieces.get(i), at, wordStart, wordEnd);
            if (at < 0) {
                return null;
            }
            start = i == 0 ? at - pieces.get(0).length() : start;
        }
        return new TextSpan(start, at);
    }

    /** Index after the first match, or -1. */
    private static int find(String text, String piece, int from, boolean wordStart, boolean wordEnd) {
        int at = text.indexOf(piece, from);
        while (at >= 0) {
            int end = at + piece.length();
            if ((!wordStart || isEdge(text, at)) && (!wordEnd || isEdge(text, end))) {
                return end;
            }
            at = text.indexOf(piece, at + 1);
        }
        return -1;
    }

    /** Whether there is a word boundary between the characters before and at the index. */
    private static boolean isEdge(String text, int index) {
        return index == 0 || index == text.length() || !isWord(text.charAt(index - 1)) || !isWord(text.charAt(index));
    }

    /** Only alphabets have word boundaries. */
    private static boolean isWord(char c) {
        return c < WITHOUT_BLANKS && Character.isLetterOrDigit(c);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextPattern that && source.equals(that.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source;
    }
}
