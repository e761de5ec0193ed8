package org.sluicemta.config;

import java.nio.charset.StandardCharsets;
import org.sluicemta.hash.Sha256;

/** The syntax of every name an operator chooses: 1 to 40 lower-case letters, digits, hyphens or underscores. */
public final class ShortName {
    private ShortName() {}

    public static boolean isShortName(String text) {
        if (text.isEmpty() || text.length() > 40) {
            return false;
        }
        return text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_');
    }

    /** Throws IllegalArgumentException with the kind of name and the value seen. */
    public static void check(String what, String text) {
        if (!isShortName(text)) {
            throw new IllegalArgumentException(
                    what + " must be 1 to 40 lower-case letters, digits, hyphens or underscores, got \"" + text + "\"");
        }
    }

    /** SHA-256 of the name in ASCII, 32 octets. Tokens carry the first octets of it in place of the name. */
    public static byte[] digest(String name) {
        return Sha256.of(name.getBytes(StandardCharsets.US_ASCII));
    }
}
