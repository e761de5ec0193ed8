package org.sluicemta.console.unsubscribe;

import java.util.Optional;
import org.sluicemta.settings.UnsubscribeSettings;

/**
 * The path of a link: any prefix that a proxy leaves, {@code /u/}, a token of at most 64 letters, digits and hyphens,
 * and possibly a slash. Parsed from its end in one pass, because a regular expression would recurse as deep as a
 * stranger's path is long.
 */
final class UnsubscribePath {
    private static final int LONGEST_TOKEN = 64;

    private UnsubscribePath() {}

    /** The token; empty if the path isn't such a link. */
    static Optional<String> token(String path) {
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        int start = path.lastIndexOf('/', end - 1) + 1;
        if (start <= 0 || start >= end || end - start > LONGEST_TOKEN) {
            return Optional.empty();
        }
        int begin = start - UnsubscribeSettings.PATH.length();
        return begin >= 0 && path.startsWith(UnsubscribeSettings.PATH, begin) && isToken(path, start, end)
                ? Optional.of(path.substring(start, end))
                : Optional.empty();
    }

    private static boolean isToken(String path, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = path.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-')) {
                return false;
            }
        }
        return true;
    }
}
