package org.sluicemta.bounce.dsn;

import java.util.Locale;

/**
 * A value with its type in front, {@code type; value} (RFC 3464 section 2.1.2).
 *
 * @param type in lower case; empty if the mailer omitted it
 * @param value without the type, trimmed
 */
record TypedValue(String type, String value) {

    static TypedValue parse(String field) {
        int semicolon = field.indexOf(';');
        if (semicolon > 0 && isType(field.substring(0, semicolon).strip())) {
            String type = field.substring(0, semicolon).strip().toLowerCase(Locale.ROOT);
            return new TypedValue(type, field.substring(semicolon + 1).strip());
        }
        return new TypedValue("", field.strip());
    }

    private static boolean isType(String word) {
        if (word.isEmpty() || word.length() > 30) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            char character = word.charAt(i);
            if (!Character.isLetterOrDigit(character) && character != '-' && character != '_') {
                return false;
            }
        }
        return true;
    }
}
