package org.sluicemta.bounce.mime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of one part, in their order. Lookups ignore case and return the empty string if a field is absent.
 */
public final class Headers {
    private static final Headers EMPTY = new Headers(List.of());

    private final List<HeaderField> fields;

    public Headers(List<HeaderField> fields) {
        this.fields = List.copyOf(fields);
    }

    /** No fields at all. */
    public static Headers empty() {
        return EMPTY;
    }

    /** All fields in their order. */
    public List<HeaderField> fields() {
        return fields;
    }

    /** Whether there is a field of that name, even an empty one. */
    public boolean has(String name) {
        return find(name) != null;
    }

    /** The value of the first field of that name, or the empty string. */
    public String first(String name) {
        HeaderField field = find(name);
        return field == null ? "" : field.value();
    }

    /** The values of every field of that name, in their order. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (HeaderField field : fields) {
            if (field.is(name)) {
                values.add(field.value());
            }
        }
        return values;
    }

    /** The value of the first field of that name with its encoded words decoded (RFC 2047), or the empty string. */
    public String decoded(String name) {
        String value = first(name);
        if (!value.contains("=?")) {
            return value;
        }
        return EncodedWords.decode(value);
    }

    private @Nullable HeaderField find(String name) {
        for (HeaderField field : fields) {
            if (field.is(name)) {
                return field;
            }
        }
        return null;
    }
}
