package org.sluicemta.bounce.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Decodes the encoded words of a header value (RFC 2047) in one pass. mime4j's decoder is a regular expression whose time on
 * {@code =?=?=?…} grows with the cube of the length, and header fields come from strangers.
 */
final class EncodedWords {
    private static final int MAX_WORD = 1_000; // the RFC says 75; real ones are longer

    private final String value;
    private final StringBuilder decoded = new StringBuilder();
    private int at;

    private EncodedWords(String value) {
        this.value = value;
    }

    /** The value with its encoded words decoded; what can't be decoded stays as written. */
    static String decode(String value) {
        EncodedWords reader = new EncodedWords(value);
        boolean afterWord = false;
        while (reader.at < value.length()) {
            int start = value.indexOf("=?", reader.at);
            if (start < 0) {
                break;
            }
            String between = value.substring(reader.at, start);
            if (!afterWord || !between.isBlank()) { // RFC 2047 section 6.2: space between two words vanishes
                reader.decoded.append(between);
            }
            afterWord = reader.word(start);
        }
        return reader.decoded.append(value, reader.at, value.length()).toString();
    }

    /** Reads {@code =?charset?encoding?text?=}; if it isn't one, its first two characters are text. */
    private boolean word(int start) {
        int charsetEnd = bounded(start + 2, "?");
        int textStart = charsetEnd + 3;
        int end = charsetEnd < 0 || textStart > value.length() || value.charAt(charsetEnd + 2) != '?'
                ? -1
                : bounded(textStart, "?=");
        if (end < 0) {
            decoded.append("=?");
            at = start + 2;
            return false;
        }
        String text = value.substring(textStart, end);
        Slice octets = octets(text, Character.toLowerCase(value.charAt(charsetEnd + 1)));
        decoded.append(characters(octets, value.substring(start + 2, charsetEnd)));
        at = end + 2;
        return true;
    }

    private int bounded(int from, String mark) {
        int limit = Math.min(value.length() - mark.length(), from + MAX_WORD);
        for (int i = from; i <= limit; i++) {
            if (value.startsWith(mark, i)) {
                return i;
            }
        }
        return -1;
    }

    private static Slice octets(String text, char encoding) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Slice whole = new Slice(bytes, 0, bytes.length);
        return encoding == 'b' ? TransferDecoder.decode(whole, "base64", MAX_WORD) : q(bytes);
    }

    /** The Q encoding: quoted-printable with an underscore for a space (RFC 2047 section 4.2). */
    private static Slice q(byte[] bytes) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (bytes[i] == '=' && high >= 0 && low >= 0) {
                octets.write(high * 16 + low);
                i += 2;
            } else {
                octets.write(bytes[i] == '_' ? ' ' : bytes[i]);
            }
        }
        byte[] result = octets.toByteArray();
        return new Slice(result, 0, result.length);
    }

    private static String characters(Slice octets, String charsetAndLanguage) {
        int star = charsetAndLanguage.indexOf('*'); // RFC 2231 section 5
        Charset named = Charsets.named(star < 0 ? charsetAndLanguage : charsetAndLanguage.substring(0, star));
        Charset charset = named == null ? Charsets.guess(octets) : named;
        return new String(octets.data(), octets.from(), octets.length(), charset);
    }
}
