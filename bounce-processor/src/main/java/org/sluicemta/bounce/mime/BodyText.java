package org.sluicemta.bounce.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Decodes a part's body to characters, whatever its charset claims to be. */
final class BodyText {
    private BodyText() {}

    static String decode(Part part, int maxBytes) {
        Slice octets = TransferDecoder.decode(part.body(), part.headers().first("Content-Transfer-Encoding"), maxBytes);
        String text = characters(octets, part.contentType().parameter("charset"));
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static String characters(Slice octets, String charsetName) {
        boolean ascii = true;
        boolean escape = false;
        for (int i = octets.from(); i < octets.to(); i++) {
            byte octet = octets.data()[i];
            ascii &= octet >= 0;
            escape |= octet == 0x1b;
        }
        Charset named = Charsets.named(charsetName);
        if (ascii && named != null && !Charsets.isAsciiCompatible(named)) {
            return decode(octets, named);
        }
        if (ascii) {
            return decode(octets, escape ? Charsets.escaped(octets) : StandardCharsets.ISO_8859_1);
        }
        return decode(octets, named == null ? Charsets.guess(octets) : Charsets.correct(named, octets));
    }

    private static String decode(Slice octets, Charset charset) {
        return new String(octets.data(), octets.from(), octets.length(), charset);
    }
}
