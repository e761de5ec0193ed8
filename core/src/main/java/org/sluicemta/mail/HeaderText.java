package org.sluicemta.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** The text of header fields, which parsers return with one octet per character. */
public final class HeaderText {
    private HeaderText() {}

    /** Decoded where the octets are UTF-8 (RFC 6532 section 3.2); otherwise unchanged. */
    public static String decode(String octets) {
        if (octets.chars().allMatch(c -> c < 0x80) || octets.chars().anyMatch(c -> c > 0xFF)) {
            return octets;
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(octets.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return octets;
        }
    }

    /** The octets of UTF-8, one in each character: what {@link #decode} decodes. */
    public static String encode(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }
}
