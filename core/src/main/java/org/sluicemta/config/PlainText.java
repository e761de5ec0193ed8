package org.sluicemta.config;

/** Makes text from an untrusted source safe for a log line, a reply or a terminal. */
public final class PlainText {
    private PlainText() {}

    /**
     * Replaces control characters, which end lines and steer terminals, and characters that are invisible or change the
     * direction of writing. Each becomes a question mark.
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
