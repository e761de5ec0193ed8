package org.sluicemta.testing.smtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the header section of a message, unfolding as RFC 5322 section 2.2.3 says. Nothing is decoded. */
public final class MessageHeaders {
    private MessageHeaders() {}

    /** The unfolded, stripped values of all fields with this name, top to bottom. */
    public static List<String> values(byte[] message, String name) {
        List<String> values = new ArrayList<>();
        for (String field : fields(message)) {
            int colon = field.indexOf(':');
            if (colon > 0 && field.substring(0, colon).strip().equalsIgnoreCase(name)) {
                values.add(field.substring(colon + 1).strip());
            }
        }
        return values;
    }

    /** Everything above the empty line. */
    public static String section(byte[] message) {
        int end = bodyStart(message);
        return new String(message, 0, end, StandardCharsets.UTF_8);
    }

    /** Index of the first byte after the empty line; the length of the message if it has none. */
    public static int bodyStart(byte[] message) {
        for (int i = 0; i + 3 < message.length; i++) {
            if (message[i] == '\r' && message[i + 1] == '\n' && message[i + 2] == '\r' && message[i + 3] == '\n') {
                return i + 4;
            }
        }
        return message.length;
    }

    private static List<String> fields(byte[] message) {
        List<String> fields = new ArrayList<>();
        for (String line : section(message).split("\r\n", -1)) {
            if (!fields.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"))) {
                fields.set(fields.size() - 1, fields.getLast() + line);
            } else if (!line.isEmpty()) {
                fields.add(line);
            }
        }
        return fields;
    }
}
