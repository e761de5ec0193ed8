package org.sluicemta.response;

import java.util.ArrayList;
import java.util.List;

/**
 * A text in {@link AnswerText} form split into clauses at sentence punctuation. Asides about the sender and host names
 * are blanked out, because {@code sender.example.com} names a host, not a party.
 */
final class Clauses {
    private static final char BLANK = '\u00b7';
    private static final int MAX_ASIDES = 8;
    private static final int LONGEST_SUFFIX = 3;
    private static final List<String> SUFFIXES =
            List.of("example", "invalid", "test", "local", "localhost", "info", "name", "online", "cloud");

    private final String answer;
    private final PartyWords words;
    private final String text;
    private final List<TextSpan> clauses = new ArrayList<>();

    Clauses(String answer, PartyWords words) {
        this.answer = answer;
        this.words = words;
        this.text = blanked(answer, words.asides());
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            int end = dividerEnd(i);
            if (end > i) {
                add(start, i);
                start = end;
            }
        }
        add(start, text.length());
    }

    int size() {
        return clauses.size();
    }

    boolean has(int clause) {
        return clause >= 0 && clause < clauses.size();
    }

    String text(int clause) {
        return clauses.get(clause).of(text);
    }

    /** The clauses from the start of the span to its end, with what is between them. */
    String around(TextSpan span) {
        return spanAround(span).of(text);
    }

    /** The same, including host names and addresses. */
    String unblanked(TextSpan span) {
        return spanAround(span).of(answer);
    }

    private TextSpan spanAround(TextSpan span) {
        int from = clauses.get(first(span)).start();
        int to = clauses.get(last(span)).end();
        return new TextSpan(Math.min(from, span.start()), Math.max(to, span.end()));
    }

    /** The clauses that end before the span begins. */
    Clauses before(TextSpan span) {
        return new Clauses(answer.substring(0, clauses.get(first(span)).start()), words);
    }

    /** Index of the clause in which the span begins. */
    int first(TextSpan span) {
        int found = 0;
        while (found + 1 < clauses.size() && clauses.get(found + 1).start() <= span.start()) {
            found++;
        }
        return found;
    }

    /** Index of the clause in which it ends. */
    int last(TextSpan span) {
        int found = first(span);
        while (found + 1 < clauses.size() && clauses.get(found + 1).start() < span.end()) {
            found++;
        }
        return found;
    }

    private void add(int start, int end) {
        if (!text.substring(start, end).isBlank() || clauses.isEmpty()) {
            clauses.add(new TextSpan(start, end));
        }
    }

    /** Index after a divider that begins here, or the same index. */
    private int dividerEnd(int at) {
        char c = text.charAt(at);
        if (";:!?(),\"/|\u3002\uff0c\uff1b\uff1a\uff08\uff09\u3001".indexOf(c) >= 0) {
            return at + 1;
        }
        boolean last = at + 1 == text.length() || text.charAt(at + 1) == ' ' || text.charAt(at + 1) == '.';
        if (c == '.' && last || text.startsWith(" - ", at) || text.startsWith(" \u2013 ", at)) {
            return c == '.' ? at + 1 : at + 3;
        }
        return at;
    }

    private static String blanked(String answer, WordIndex asides) {
        StringBuilder out = new StringBuilder(answer);
        for (int i = 0; i < MAX_ASIDES; i++) {
            TextSpan aside = asides.firstIn(out.toString());
            if (aside == null) {
                break;
            }
            blank(out, aside.start(), aside.end());
        }
        int start = 0;
        for (int i = 0; i <= out.length(); i++) {
            if (i == out.length() || !isHost(out.charAt(i))) {
                blankHost(out, start, i);
                start = i + 1;
            }
        }
        return out.toString();
    }

    private static void blankHost(StringBuilder out, int from, int to) {
        int end = to;
        while (end > from && out.charAt(end - 1) == '.') {
            end--;
        }
        String word = out.substring(from, end);
        int dot = word.lastIndexOf('.');
        String suffix = word.substring(dot + 1);
        if (dot > 0 && (suffix.length() <= LONGEST_SUFFIX || SUFFIXES.contains(suffix))) {
            blank(out, from, end);
        }
    }

    private static void blank(StringBuilder out, int from, int to) {
        for (int i = from; i < to; i++) {
            out.setCharAt(i, BLANK);
        }
    }

    private static boolean isHost(char c) {
        return c == '.' || c == '-' || c == '_' || Character.isLetterOrDigit(c);
    }
}
