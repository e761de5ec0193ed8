package org.sluicemta.keys.returnpath;

import org.jspecify.annotations.Nullable;

/**
 * RFC 4648 section 6 without padding, written in lower case and read in any case: mailers change the case of local
 * parts but preserve letters and digits. Reading is strict, so every octet string has exactly one text (section 3.5).
 */
final class Base32 {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private Base32() {}

    static String encode(byte[] octets, int length) {
        StringBuilder out = new StringBuilder(textLength(length));
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < length; i++) {
            buffer = buffer << 8 | octets[i] & 0xFF;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                out.append(ALPHABET.charAt(buffer >>> bits & 31));
            }
        }
        if (bits > 0) {
            out.append(ALPHABET.charAt(buffer << 5 - bits & 31));
        }
        return out.toString();
    }

    /** The octets, or null if {@link #encode} wouldn't write this text. */
    static byte @Nullable [] decode(String text) {
        int length = text.length() * 5 / 8;
        if (textLength(length) != text.length()) {
            return null;
        }
        byte[] out = new byte[length];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = digit(text.charAt(i));
            if (digit < 0) {
                return null;
            }
            buffer = buffer << 5 | digit;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out[at++] = (byte) (buffer >>> bits);
            }
        }
        return (buffer & (1 << bits) - 1) == 0 ? out : null;
    }

    /** The number of characters for a number of octets. */
    static int textLength(int octets) {
        return (octets * 8 + 4) / 5;
    }

    private static int digit(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
    }
}
