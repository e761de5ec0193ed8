package org.sluicemta.routes.split;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.HeaderText;
import org.sluicemta.mail.MessageContent;

/**
 * The header fields of a message, read on first use, because most routes need none. The SMTP server limits the size of
 * a header.
 */
final class MessageFields {
    private final MessageContent content;
    private @Nullable Map<String, String> fields;

    MessageFields(MessageContent content) {
        this.content = content;
    }

    /** The first field of that name, in any case, unfolded (RFC 5322 section 2.2.3). */
    synchronized Optional<String> first(String name) {
        Map<String, String> read = fields;
        if (read == null) {
            read = read();
            fields = read;
        }
        return Optional.ofNullable(read.get(name));
    }

    private Map<String, String> read() {
        Map<String, String> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(content.open(), StandardCharsets.ISO_8859_1))) {
            StringBuilder field = new StringBuilder();
            String line = in.readLine();
            while (line != null && !line.isEmpty()) {
                boolean continued = line.charAt(0) == ' ' || line.charAt(0) == '\t';
                if (!continued) {
                    add(found, field);
                }
                field.append(line);
                line = in.readLine();
            }
            add(found, field);
        } catch (IOException e) {
            throw new UncheckedIOException("the header of a message cannot be read", e);
        }
        return found;
    }

    private static void add(Map<String, String> found, StringBuilder field) {
        int colon = field.indexOf(":");
        if (colon > 0) {
            String value = HeaderText.decode(field.substring(colon + 1).strip());
            found.putIfAbsent(field.substring(0, colon).strip(), value);
        }
        field.setLength(0);
    }
}
