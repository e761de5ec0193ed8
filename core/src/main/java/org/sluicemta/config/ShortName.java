package org.sluicemta.config;

/** The form of every name an operator gives: lower-case letters, digits, hyphen, underscore; 1 to 40 characters. */
public final class ShortName {
    private ShortName() {}

    public static boolean isShortName(String text) {
        if (text.isEmpty() || text.length() > 40) {
            return false;
        }
        return text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_');
    }

    /** Throws IllegalArgumentException that names what and the value seen. */
    public static void check(String what, String text) {
        if (!isShortName(text)) {
            throw new IllegalArgumentException(
                    what + " must be 1 to 40 lower-case letters, digits, hyphens or underscores, got \"" + text + "\"");
        }
    }
}
