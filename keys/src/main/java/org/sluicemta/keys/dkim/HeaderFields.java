package org.sluicemta.keys.dkim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The header fields of a message by name. Lines contain an octet in each character, with their original folding and
 * without the last line end, so that octets above 127 are signed as they are sent.
 */
final class HeaderFields {
    private final Map<String, List<String>> byName = new HashMap<>();

    HeaderFields(List<String> lines) {
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                byName.computeIfAbsent(name, any -> new ArrayList<>(1)).add(line);
            }
        }
    }

    /** Fields of that name, in lower case, from the last to the first, which is the order of signing. */
    List<String> lastFirst(String name) {
        return byName.getOrDefault(name, List.of()).reversed();
    }

    int count(String name) {
        return byName.getOrDefault(name, List.of()).size();
    }

    /** RFC 6376 section 3.4.2, without the line end. */
    static void canonicalize(String line, StringBuilder out) {
        int colon = line.indexOf(':');
        out.append(line.substring(0, colon).strip().toLowerCase(Locale.ROOT)).append(':');
        int start = out.length();
        boolean gap = false;
        for (int i = colon + 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ' ' || c == '\t') {
                gap = true;
            } else if (c != '\r' && c != '\n') {
                if (gap && out.length() > start) {
                    out.append(' ');
                }
                gap = false;
                out.append(c);
            }
        }
    }
}
