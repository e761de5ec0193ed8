package org.sluicemta.testing.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The escapes of transcript lines. */
final class TranscriptText {
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:([rnt0\\\\])|x([0-9a-fA-F]{2})|\\{(\\d+)\\*([^}]*)})");

    private TranscriptText() {}

    /** The bytes of sent text: UTF-8, except for {@code \xNN}, which is that byte. */
    static byte[] bytes(String text) {
        // Latin-1 has a character for every byte, so \xNN can be mixed with UTF-8.
        String raw = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String unescaped = ESCAPE.matcher(raw).replaceAll(found -> Matcher.quoteReplacement(meaning(found.group())));
        return unescaped.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The bytes of sent text with CRLF. */
    static byte[] line(String text) {
        byte[] bytes = bytes(text);
        byte[] line = Arrays.copyOf(bytes, bytes.length + 2);
        line[bytes.length] = '\r';
        line[bytes.length + 1] = '\n';
        return line;
    }

    private static String meaning(String escape) {
        return switch (escape.charAt(1)) {
            case 'r' -> "\r";
            case 'n' -> "\n";
            case 't' -> "\t";
            case '0' -> "\0";
            case 'x' -> String.valueOf((char) Integer.parseInt(escape.substring(2), 16));
            case '{' -> {
                int star = escape.indexOf('*');
                int times = Integer.parseInt(escape.substring(2, star));
                yield escape.substring(star + 1, escape.length() - 1).repeat(times);
            }
            default -> "\\";
        };
    }

    /** A pattern in which {@code *} matches anything. */
    static Pattern pattern(String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '*') {
                regex.append("\\*");
                i++;
            } else if (c == '*') {
                regex.append(".*");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
