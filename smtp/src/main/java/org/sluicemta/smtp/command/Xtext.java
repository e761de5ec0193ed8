package org.sluicemta.smtp.command;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Xtext in a command parameter, RFC 3461 section 4: printable ASCII, everything else as {@code +} and two hex digits.
 */
final class Xtext {
    private Xtext() {}

    /** The decoded text, or null when it is malformed or not UTF-8. */
    static @Nullable String decode(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '+') {
                if (i + 2 >= text.length() || !isHex(text.charAt(i + 1)) || !isHex(text.charAt(i + 2))) {
                    return null;
                }
                octets.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else if (c < '!' || c > '~' || c == '=') {
                return null;
            } else {
                octets.write(c);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isHex(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'F' || c >= 'a' && c <= 'f';
    }
}
