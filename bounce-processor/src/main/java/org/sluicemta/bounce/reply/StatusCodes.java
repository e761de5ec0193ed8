package org.sluicemta.bounce.reply;

import org.jspecify.annotations.Nullable;

/** Finds an enhanced status code such as {@code 5.1.1} in text (RFC 3463 section 2). */
public final class StatusCodes {
    private StatusCodes() {}

    /** The first code in the text, or null. IP addresses and version numbers of four parts are not taken for one. */
    public static @Nullable String find(@Nullable String text) {
        return text == null ? null : find(text, '2');
    }

    /** The first code of class 4 or 5; in free text a class 2 is more often a version number than a status. */
    public static @Nullable String findFailure(@Nullable String text) {
        return text == null ? null : find(text, '4');
    }

    private static @Nullable String find(String text, char lowestClass) {
        for (int i = 0; i + 4 < text.length(); i++) {
            if (text.charAt(i + 1) == '.' && isClass(text.charAt(i), lowestClass) && !continuesBefore(text, i)) {
                int end = endOf(text, i);
                if (end > 0) {
                    return text.substring(i, end);
                }
            }
        }
        return null;
    }

    private static boolean isClass(char character, char lowest) {
        return character == lowest || character == '4' || character == '5';
    }

    private static boolean continuesBefore(String text, int at) {
        return at > 0 && (isDigit(text.charAt(at - 1)) || isJoint(text.charAt(at - 1)));
    }

    /** End of {@code c.ddd.ddd} that starts at {@code at}, or -1. */
    private static int endOf(String text, int at) {
        int subject = digits(text, at + 2);
        if (subject == at + 2 || subject >= text.length() || text.charAt(subject) != '.') {
            return -1;
        }
        int detail = digits(text, subject + 1);
        boolean continues = detail < text.length() && isDigit(text.charAt(detail))
                || detail + 1 < text.length() && text.charAt(detail) == '.' && isDigit(text.charAt(detail + 1));
        return detail == subject + 1 || continues ? -1 : detail;
    }

    /** End of at most three digits. */
    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && i < from + 3 && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isJoint(char character) {
        return character == '.' || character == '/' || character >= 'a' && character <= 'z';
    }
}
