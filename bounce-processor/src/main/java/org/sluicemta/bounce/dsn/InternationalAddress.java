package org.sluicemta.bounce.dsn;

/** Undoes {@code utf-8-addr-xtext} and {@code utf-8-addr-unitext} (RFC 6533 section 3): {@code \x{5ED}} for a character. */
final class InternationalAddress {
    private InternationalAddress() {}

    /** The value with its embedded code points put in; values of other address types come back as they are. */
    static String decode(TypedValue value) {
        String text = value.value();
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
