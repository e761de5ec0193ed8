package org.sluicemta.delivery.outcome;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Encodes text in pure ASCII, RFC 2045 section 6.7. */
final class QuotedPrintable {
    private static final int LINE = 76;

    private QuotedPrintable() {}

    /** The text, with CRLF line ends, encoded as UTF-8. */
    static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length() + text.length() / 4);
        String lineEnd = "";
        for (String line : text.split("\r\n", -1)) {
            out.append(lineEnd);
            line(out, line.getBytes(StandardCharsets.UTF_8));
            lineEnd = "\r\n";
        }
        return out.toString();
    }

    private static void line(StringBuilder out, byte[] octets) {
        int used = 0;
        for (int i = 0; i < octets.length; i++) {
            String written = written(octets[i], i + 1 == octets.length);
            if (used + written.length() >= LINE) {
                out.append("=\r\n");
                used = 0;
            }
            out.append(written);
            used += written.length();
        }
    }

    private static String written(byte octet, boolean last) {
        boolean blank = octet == ' ' || octet == '\t';
        boolean plain = octet > ' ' && octet < 0x7f && octet != '=';
        return plain || blank && !last
                ? String.valueOf((char) octet)
                : "=" + HexFormat.of().withUpperCase().toHexDigits(octet);
    }
}
