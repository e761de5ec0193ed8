package org.sluicemta.testing.smtp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The path of a MAIL or RCPT command with its parameters.
 *
 * @param address the text between the angle brackets, byte for byte; empty for the null sender
 * @param parameters ESMTP parameters in order, names in upper case; a parameter without a value has an empty one
 */
public record EnvelopeAddress(String address, Map<String, String> parameters) {
    public EnvelopeAddress {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** An address without parameters. */
    public static EnvelopeAddress of(String address) {
        return new EnvelopeAddress(address, Map.of());
    }

    /**
     * Reads what follows {@code MAIL FROM:} or {@code RCPT TO:}.
     *
     * @return the path; empty if it isn't in angle brackets (RFC 5321 section 4.1.2)
     */
    public static Optional<EnvelopeAddress> parse(String argument) {
        String text = argument.strip();
        int end = closingBracket(text);
        if (end < 0 || (end + 1 < text.length() && text.charAt(end + 1) != ' ')) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : text.substring(end + 1).strip().split(" +", -1)) {
            if (!parameter.isEmpty()) {
                int equals = parameter.indexOf('=');
                String name = equals < 0 ? parameter : parameter.substring(0, equals);
                parameters.put(name.toUpperCase(Locale.ROOT), equals < 0 ? "" : parameter.substring(equals + 1));
            }
        }
        return Optional.of(new EnvelopeAddress(text.substring(1, end), parameters));
    }

    // A quoted local part may contain the bracket itself: RFC 5321 section 4.1.2, QcontentSMTP.
    private static int closingBracket(String text) {
        if (!text.startsWith("<")) {
            return -1;
        }
        boolean quoted = false;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '>' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    /** Whether this is {@code <>}. */
    public boolean isNull() {
        return address.isEmpty();
    }

    /** The part after the last {@code @}, in lower case; empty if there is none. */
    public String domain() {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /** The value of a parameter, by its name in any case. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name.toUpperCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("<").append(address).append('>');
        parameters.forEach((name, value) -> text.append(' ').append(name).append(value.isEmpty() ? "" : "=" + value));
        return text.toString();
    }
}
