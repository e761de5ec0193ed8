package org.sluicemta.bounce.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Turns header octets into characters: UTF-8 where they are UTF-8 (RFC 6532), Latin-1 otherwise. */
public final class HeaderText {
    private HeaderText() {}

    /** Reads octets that were carried one a character. */
    public static String of(String octets) {
        if (isAscii(octets)) {
            return octets;
        }
        byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return octets;
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }
}
