package org.sluicemta.mail;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses the addresses of a header field such as From, RFC 5322 section 3.4, as leniently as mail programs do. Display
 * names may contain anything, dots and at-signs may be surrounded by white space, and brackets, quotes and comments may
 * be left open. Within an entry, text in angle brackets takes precedence over bare words. The running time is linear in
 * the length of the field.
 */
public final class AddressField {
    /**
     * An address in the field.
     *
     * @param display the display name without quotes; may be empty
     * @param localPart as given, with its quotes
     * @param domain without trailing dots and punctuation; an address literal keeps its brackets
     */
    public record Entry(String display, String localPart, String domain) {}

    private final String text;
    private final int[] closing;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Word> bare = new ArrayList<>();
    private final List<Word> angled = new ArrayList<>();
    private final StringBuilder display = new StringBuilder();
    private Word word = new Word();
    private boolean inAngle;

    private AddressField(String text) {
        this.text = text;
        this.closing = Enclosures.of(text);
    }

    /** In order of appearance; empty when there are none. */
    public static List<Entry> read(String value) {
        AddressField field = new AddressField(value);
        field.read();
        return List.copyOf(field.entries);
    }

    private void read() {
        int at = 0;
        while (at < text.length()) {
            int end = closing[at];
            if (end > at && opens(text.charAt(at))) {
                enclosed(at, end);
                at = end + 1;
            } else {
                character(text.charAt(at));
                at++;
            }
        }
        endEntry();
    }

    /** A domain literal occurs only after an at-sign. */
    private boolean opens(char c) {
        return c != '[' || word.endsInAt();
    }

    /** A quoted string or domain literal is part of a word; a comment is ignored. */
    private void enclosed(int from, int end) {
        if (text.charAt(from) == '(') {
            word.space();
        } else {
            continueWord(text.charAt(from));
            word.append(text, from, end + 1);
        }
    }

    private void character(char c) {
        switch (c) {
            case '<' -> {
                endWord();
                inAngle = true;
            }
            case '>' -> {
                endWord();
                inAngle = false;
            }
            case ',', ';' -> separator(c);
            case ':' -> colon();
            case ' ', '\t', '\r', '\n' -> word.space();
            default -> {
                continueWord(c);
                word.append(c);
            }
        }
    }

    private void continueWord(char next) {
        if (!word.continues(next)) {
            endWord();
        }
    }

    /** RFC 5322 section 4.4: inside angle brackets a comma belongs to a route. */
    private void separator(char c) {
        if (inAngle && c == ',') {
            endWord();
        } else {
            endEntry();
        }
    }

    /** What came before was the name of a group, or a route. */
    private void colon() {
        word = new Word();
        if (inAngle) {
            angled.clear();
        } else {
            bare.clear();
            display.setLength(0);
        }
    }

    private void endWord() {
        Word ended = word;
        word = new Word();
        if (ended.isEmpty()) {
            return;
        }
        if (inAngle) {
            angled.add(ended);
        } else {
            bare.add(ended);
            display.append(display.isEmpty() ? "" : " ").append(ended.unquoted());
        }
    }

    private void endEntry() {
        endWord();
        inAngle = false;
        boolean plain = angled.stream().noneMatch(Word::isAddress);
        for (Word each : plain ? bare : angled) {
            if (each.isAddress()) {
                entries.add(each.entry(plain ? "" : display.toString()));
                // Of several addresses after one name, the first gets it.
                display.setLength(0);
            }
        }
        bare.clear();
        angled.clear();
        display.setLength(0);
    }

    /** Text without white space, except inside quotes and around dots and at-signs. */
    private static final class Word {
        private final StringBuilder text = new StringBuilder();
        private int at = -1;
        private boolean spaced;

        void space() {
            spaced = true;
        }

        boolean continues(char next) {
            return text.isEmpty() || !spaced || isJoint(next) || isJoint(text.charAt(text.length() - 1));
        }

        void append(char c) {
            if (c == '@') {
                at = text.length();
            }
            text.append(c);
            spaced = false;
        }

        void append(String from, int start, int end) {
            text.append(from, start, end);
            spaced = false;
        }

        boolean endsInAt() {
            return at >= 0 && at == text.length() - 1;
        }

        boolean isEmpty() {
            return text.isEmpty();
        }

        boolean isAddress() {
            return at > 0 && !domain().isEmpty();
        }

        Entry entry(String display) {
            return new Entry(display, text.substring(0, at), domain());
        }

        String unquoted() {
            int last = text.length() - 1;
            return last > 0 && text.charAt(0) == '"' && text.charAt(last) == '"'
                    ? text.substring(1, last)
                    : text.toString();
        }

        private String domain() {
            int end = text.length();
            while (end > at + 1 && cannotEndDomain(text.charAt(end - 1))) {
                end--;
            }
            return text.substring(at + 1, end);
        }

        private static boolean cannotEndDomain(char c) {
            return c < 0x80 && !Character.isLetterOrDigit(c) && c != ']';
        }

        private static boolean isJoint(char c) {
            return c == '.' || c == '@';
        }
    }
}
