package org.sluicemta.bounce.dsn;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes addresses that were encoded in a report: {@code utf-8-addr-xtext} and {@code utf-8-addr-unitext} (RFC 6533
 * section 3, {@code \x{5ED}} for a character), the xtext of an ORCPT that was copied literally (RFC 3461 section 4),
 * and Exchange's {@code IMCEASMTP-user+40host@gateway}.
 */
final class EncodedAddress {
    private static final Pattern ENCAPSULATED =
            Pattern.compile("(?i)IMCEA(?:EX)?SMTP-([^@\\s]{1,256})@[^@\\s<>]{1,255}");
    /** RFC 3461 section 4: characters of addresses that must be encoded in xtext. */
    private static final Pattern XTEXT = Pattern.compile("\\+(2B|3D|40)");

    private static final Pattern ENCAPSULATED_CHARACTER = Pattern.compile("\\+([0-9A-Fa-f]{2})");

    private EncodedAddress() {}

    /** The value with every encoded character decoded. */
    static String decode(TypedValue value) {
        String text = codePoints(value.value());
        Matcher inside = ENCAPSULATED.matcher(text);
        if (inside.find()) {
            return characters(inside.group(1).replace('_', '/'), ENCAPSULATED_CHARACTER);
        }
        return characters(text, XTEXT);
    }

    private static String characters(String text, Pattern encoded) {
        return encoded.matcher(text).replaceAll(hex -> {
            String character = Character.toString(Integer.parseInt(hex.group(1), 16));
            return Matcher.quoteReplacement(character);
        });
    }

    private static String codePoints(String text) {
        if (!text.contains("\\x{")) {
            return text;
        }
        StringBuilder decoded = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int close = text.startsWith("\\x{", at) ? text.indexOf('}', at) : -1;
            int codePoint = close < 0 || close - at > 9 ? -1 : codePoint(text.substring(at + 3, close));
            if (codePoint < 0) {
                decoded.append(text.charAt(at));
                at++;
            } else {
                decoded.appendCodePoint(codePoint);
                at = close + 1;
            }
        }
        return decoded.toString();
    }

    private static int codePoint(String hex) {
        try {
            int value = Integer.parseInt(hex, 16);
            return Character.isValidCodePoint(value) ? value : -1;
        } catch (NumberFormatException notHex) {
            return -1;
        }
    }
}
