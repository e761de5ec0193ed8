package org.sluicemta.delivery.outcome;

/** The encoding of ENVID and ORCPT, RFC 3461 section 4: {@code +} and two upper-case hex digits for an octet. */
final class ReadableXtext {
    private ReadableXtext() {}

    /** The decoded text. An encoded control character becomes a space, so that it can't end a line of a notice. */
    static String decode(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '+' && at + 2 < text.length() && isHex(text.charAt(at + 1)) && isHex(text.charAt(at + 2))) {
                int octet = Integer.parseInt(text.substring(at + 1, at + 3), 16);
                out.append(octet < ' ' || octet == 0x7F ? ' ' : (char) octet);
                at += 3;
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0;
    }
}
