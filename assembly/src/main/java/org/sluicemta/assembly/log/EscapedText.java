package org.sluicemta.assembly.log;

import java.util.HexFormat;

/**
 * Escapes text for one line of a log. Everything that some program takes for a line end (CR, LF, VT, FF, NEL, U+2028,
 * U+2029), that controls a terminal (ESC and all other controls, including C1) or changes the direction of text becomes
 * a Java escape.
 */
final class EscapedText {
    private EscapedText() {}

    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnsafe(text.charAt(i))) {
                return escape(text, i);
            }
        }
        return text;
    }

    private static String escape(String text, int from) {
        StringBuilder plain = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isUnsafe(c)) {
                append(plain, c);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static void append(StringBuilder plain, char c) {
        switch (c) {
            case '\n' -> plain.append("\\n");
            case '\r' -> plain.append("\\r");
            case '\t' -> plain.append("\\t");
            default -> plain.append("\\u" + HexFormat.of().toHexDigits(c));
        }
    }

    private static boolean isUnsafe(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            // Direction marks and other invisible characters.
            case Character.FORMAT -> true;
            default -> false;
        };
    }
}
