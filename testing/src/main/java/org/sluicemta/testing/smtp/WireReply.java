package org.sluicemta.testing.smtp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reply of an SMTP server (RFC 5321 section 4.2).
 *
 * @param code three digits, 200 to 599
 * @param lines the text of each line without code and separator, at least one
 */
public record WireReply(int code, List<String> lines) {
    private static final Pattern ENHANCED = Pattern.compile("^([245]\\.\\d{1,3}\\.\\d{1,3})(?: |$)");

    public WireReply {
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("a reply code is 200 to 599, got " + code);
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a reply has at least one line");
        }
        lines = List.copyOf(lines);
    }

    /** A reply with one or more lines of text, including the enhanced status code if there is one. */
    public static WireReply of(int code, String... lines) {
        return new WireReply(code, List.of(lines));
    }

    /** Whether the code is 2xx or 3xx. */
    public boolean isPositive() {
        return code < 400;
    }

    /** The enhanced status code (RFC 2034) that the first line starts with, e.g. {@code 5.1.1}. */
    public Optional<String> enhancedStatus() {
        Matcher matcher = ENHANCED.matcher(lines.getFirst());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** All text lines joined by line feeds, without codes. */
    public String text() {
        return String.join("\n", lines);
    }

    /** The reply as sent, each line ended by CRLF. */
    public byte[] toBytes() {
        StringBuilder wire = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            wire.append(code)
                    .append(i == lines.size() - 1 ? ' ' : '-')
                    .append(lines.get(i))
                    .append("\r\n");
        }
        return wire.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return code + " " + text();
    }
}
