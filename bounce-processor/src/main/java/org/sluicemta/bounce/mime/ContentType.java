package org.sluicemta.bounce.mime;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A Content-Type read leniently (RFC 2045 section 5.1).
 *
 * @param type {@code type/subtype} in lower case; {@code text/plain} where none is given
 * @param parameters names in lower case, values as written without quotes
 */
public record ContentType(String type, Map<String, String> parameters) {

    private static final int MAX_FIELD = 2_000;

    public ContentType {
        parameters = Map.copyOf(parameters);
    }

    /** Reads a field value; an empty one gives {@code fallbackType}. */
    public static ContentType parse(String field, String fallbackType) {
        String value = field.substring(0, Math.min(field.length(), MAX_FIELD));
        int semicolon = value.indexOf(';');
        String type =
                (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        Map<String, String> parameters = semicolon < 0 ? Map.of() : parameters(value, semicolon + 1);
        return new ContentType(type.indexOf('/') < 1 ? fallbackType : withoutComment(type), parameters);
    }

    /** A parameter, or the empty string. */
    public String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Whether this is {@code multipart/…}. */
    public boolean isMultipart() {
        return type.startsWith("multipart/");
    }

    /** Whether this is {@code text/…}. */
    public boolean isText() {
        return type.startsWith("text/");
    }

    /** Whether a whole message (or only its header) is inside: RFC 2046, RFC 3462 and RFC 6533 types. */
    public boolean isMessage() {
        return switch (type) {
            case "message/rfc822",
                    "message/global",
                    "message/news",
                    "text/rfc822-headers",
                    "message/rfc822-headers",
                    "text/rfc822-header",
                    "message/global-headers",
                    "text/rfc822" -> true;
            default -> false;
        };
    }

    private static String withoutComment(String type) {
        int end = 0;
        while (end < type.length() && type.charAt(end) > ' ' && type.charAt(end) != '(') {
            end++;
        }
        return type.substring(0, end);
    }

    private static Map<String, String> parameters(String value, int start) {
        Map<String, String> found = new HashMap<>();
        int at = start;
        while (at < value.length()) {
            int equals = value.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = value.substring(at, equals).replace(';', ' ').strip().toLowerCase(Locale.ROOT);
            int valueStart = equals + 1;
            while (valueStart < value.length() && value.charAt(valueStart) == ' ') {
                valueStart++;
            }
            at = valueStart < value.length() && value.charAt(valueStart) == '"'
                    ? quoted(value, valueStart + 1, name, found)
                    : bare(value, valueStart, name, found);
        }
        return found;
    }

    private static int quoted(String value, int start, String name, Map<String, String> found) {
        StringBuilder text = new StringBuilder();
        int i = start;
        while (i < value.length() && value.charAt(i) != '"') {
            if (value.charAt(i) == '\\' && i + 1 < value.length()) {
                i++;
            }
            text.append(value.charAt(i));
            i++;
        }
        found.putIfAbsent(name, text.toString());
        return i + 1;
    }

    private static int bare(String value, int start, String name, Map<String, String> found) {
        int end = value.indexOf(';', start);
        end = end < 0 ? value.length() : end;
        found.putIfAbsent(name, value.substring(start, end).strip());
        return end + 1;
    }
}
