package org.sluicemta.bounce.mime;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the body of a machine-readable report: groups of header-like fields, separated by blank lines (RFC 3464 section
 * 2.1, RFC 5965 section 3.1).
 */
public final class FieldGroups {
    private static final int MAX_VALUE = 8 << 10;

    private final int maxGroups;
    private final List<Headers> groups = new ArrayList<>();
    private final List<HeaderField> fields = new ArrayList<>();
    private final StringBuilder value = new StringBuilder();
    private String name = "";

    private FieldGroups(int maxGroups) {
        this.maxGroups = maxGroups;
    }

    /**
     * Reads all groups of {@code text}, at most {@code maxGroups}. A line that is neither a field nor indented continues
     * the field above it, as some mailers forget to fold.
     */
    public static List<Headers> read(String text, int maxGroups) {
        FieldGroups reader = new FieldGroups(maxGroups);
        int at = 0;
        while (at < text.length() && reader.groups.size() < maxGroups) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            reader.line(text.substring(at, end));
            at = end + 1;
        }
        reader.endGroup();
        return reader.groups;
    }

    private void line(String line) {
        if (line.isBlank()) {
            endGroup();
        } else if (Character.isWhitespace(line.charAt(0)) && !name.isEmpty()) {
            continueWith(line);
        } else if (HeaderReader.looksLikeField(line.strip())) {
            endField();
            String field = line.strip();
            int colon = field.indexOf(':');
            name = field.substring(0, colon).strip();
            value.append(field.substring(colon + 1).strip());
        } else if (!name.isEmpty()) {
            continueWith(line);
        }
    }

    private void continueWith(String line) {
        if (value.length() < MAX_VALUE) {
            value.append(value.isEmpty() ? "" : " ").append(line.strip());
        }
    }

    private void endField() {
        if (!name.isEmpty()) {
            fields.add(new HeaderField(name, value.toString()));
        }
        name = "";
        value.setLength(0);
    }

    private void endGroup() {
        endField();
        if (!fields.isEmpty() && groups.size() < maxGroups) {
            groups.add(new Headers(fields));
            fields.clear();
        }
    }
}
