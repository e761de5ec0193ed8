package org.sluicemta.config;

/** Words that somebody else chose, as they may stand in a line of a log, an answer or a terminal. */
public final class PlainText {
    private PlainText() {}

    /**
     * The text without what is not seen but acted on: a question mark stands for each control character, which ends
     * lines and steers terminals, and for each that is invisible or turns the direction of writing.
     */
    public static String of(String text) {
        return text.codePoints().allMatch(PlainText::isPlain) ? text : replaced(text);
    }

    private static String replaced(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().map(c -> isPlain(c) ? c : '?').forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
