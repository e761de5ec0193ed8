package org.sluicemta.bounce.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the host that answered in the words {@code host mx.example.net [192.0.2.1]: 550 …}, {@code mx.example.net [192.0.2.1] said …} and
 * their relatives. */
final class RemoteHost {
    private static final String[] LEADS = {
        "host ", "while talking to ", "remote server ", "remote-mta: dns; ", "smtp server <", "remote host "
    };

    private RemoteHost() {}

    /** The host name in lower case, or null. */
    static @Nullable String find(String diagnostic) {
        String words = diagnostic.toLowerCase(Locale.ROOT);
        int bracket = words.indexOf(" [");
        String first = bracket > 0 ? hostAt(words, 0) : null;
        if (first != null && first.length() == bracket) {
            return first;
        }
        for (String lead : LEADS) {
            int at = words.indexOf(lead);
            if (at >= 0) {
                String host = hostAt(words, at + lead.length());
                if (host != null) {
                    return host;
                }
            }
        }
        return null;
    }

    private static @Nullable String hostAt(String words, int start) {
        int end = start;
        while (end < words.length() && isHostCharacter(words.charAt(end))) {
            end++;
        }
        while (end > start && words.charAt(end - 1) == '.') {
            end--;
        }
        String host = words.substring(start, end);
        return host.indexOf('.') > 0 && answers(words, end) ? host : null;
    }

    /** An address in brackets, a colon or {@code said} follows the name of a host that answered. */
    private static boolean answers(String words, int end) {
        String after = words.substring(end, Math.min(words.length(), end + 8)).stripLeading();
        return after.isEmpty()
                || ":[(>".indexOf(after.charAt(0)) >= 0
                || after.startsWith("said")
                || after.startsWith("says");
    }

    private static boolean isHostCharacter(char character) {
        return character == '.' || character == '-' || Character.isLetterOrDigit(character);
    }
}
