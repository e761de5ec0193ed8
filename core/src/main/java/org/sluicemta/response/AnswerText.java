package org.sluicemta.response;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The normal form in which replies and text patterns are compared: lower case, runs of blanks as one blank, plain
 * apostrophes and quotes, at most {@link #MAX_LENGTH} characters. Mail addresses become a lone {@code @}, because a
 * local part may be any word. Codes that multi-line replies repeat in the middle of the text ({@code 550-5.1.1}) are
 * removed.
 */
public final class AnswerText {
    /** Longer replies are cut; their meaning is at the start. */
    public static final int MAX_LENGTH = 2_000;

    private static final Pattern REPEATED_CODE =
            Pattern.compile(" [2-5][0-9]{2}-([2-5]\\.[0-9]{1,3}\\.[0-9]{1,3})?(?= |$)");

    private AnswerText() {}

    public static String normalise(String text) {
        int length = Math.min(text.length(), MAX_LENGTH);
        StringBuilder out = new StringBuilder(length + 1);
        char last = ' ';
        for (int i = 0; i < length; i++) {
            char c = plain(text.charAt(i));
            if (c != ' ' || last != ' ') {
                out.append(c);
            }
            last = c;
        }
        if (!out.isEmpty() && last == ' ') {
            out.setLength(out.length() - 1);
        }
        return withoutRepeatedCodes(withoutAddresses(out));
    }

    private static String withoutAddresses(StringBuilder text) {
        int at = text.indexOf("@");
        while (at >= 0) {
            int start = at;
            while (start > 0 && isAddress(text.charAt(start - 1))) {
                start--;
            }
            int end = at + 1;
            while (end < text.length() && isAddress(text.charAt(end))) {
                end++;
            }
            if (start < at && end > at + 1) {
                text.replace(start, end, "@");
                end = start + 1;
            }
            at = text.indexOf("@", end);
        }
        return text.toString();
    }

    private static boolean isAddress(char c) {
        return c > ' ' && "<>()[]:;,\"'".indexOf(c) < 0;
    }

    private static String withoutRepeatedCodes(String text) {
        if (text.indexOf('-') < 0) {
            return text;
        }
        Matcher repeated = REPEATED_CODE.matcher(text);
        return repeated.find() ? repeated.replaceAll("") : text;
    }

    private static char plain(char c) {
        if (c >= 'a' && c <= 'z') {
            return c;
        }
        if (c >= 'A' && c <= 'Z') {
            return (char) (c + ('a' - 'A'));
        }
        return switch (c) {
            case '\u2018', '\u2019', '\u00b4', '`' -> '\'';
            case '\u201c', '\u201d' -> '"';
            default -> Character.isWhitespace(c) || c == '\u00a0' ? ' ' : Character.toLowerCase(c);
        };
    }
}
