package org.sluicemta.smtp.command;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text in a parameter of a command, RFC 3461 section 4: printable ASCII, everything else as {@code +} and two hex digits. */
final class Xtext {
    private static final Pattern FORM = Pattern.compile("([!-*,-<>-~]|\\+[0-9A-Fa-f]{2})*");

    private Xtext() {}

    /** What it stands for, or null when it is malformed or not UTF-8. */
    static @Nullable String decode(String text) {
        if (!FORM.matcher(text).matches()) {
            return null;
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            boolean escaped = text.charAt(i) == '+';
            octets.write(escaped ? Integer.parseInt(text, i + 1, i + 3, 16) : text.charAt(i));
            i += escaped ? 2 : 0;
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
}
