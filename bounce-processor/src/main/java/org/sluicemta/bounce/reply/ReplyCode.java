package org.sluicemta.bounce.reply;

import org.jspecify.annotations.Nullable;

/** Finds an SMTP reply code in text (RFC 5321 section 4.2.1): three digits, the first 2, 4 or 5, the second 0–5. */
public final class ReplyCode {
    private ReplyCode() {}

    /**
     * The code an answer most likely begins with: one that an enhanced status follows, else one at the start or after a
     * colon, else the first that stands alone; null when there is none.
     */
    public static @Nullable Integer find(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int best = -1;
        int bestRank = 0;
        for (int i = 0; i + 3 <= text.length(); i++) {
            int rank = isCode(text, i) ? rank(text, i) : 0;
            if (rank > bestRank) {
                best = i;
                bestRank = rank;
            }
        }
        return best < 0 ? null : Integer.valueOf(text.substring(best, best + 3));
    }

    private static int rank(String text, int at) {
        int after = at + 3;
        boolean separated = after >= text.length() || " -:)#,;.>\"']\n\t".indexOf(text.charAt(after)) >= 0;
        if (!separated || !mayPrecede(text, at) || isNumber(text, after)) {
            return 0;
        }
        if (after + 5 < text.length() && startsStatus(text, after + 1)) {
            return 4;
        }
        if (at == 0) {
            return 3;
        }
        return answerFollows(text, at) ? 2 : 1;
    }

    private static boolean startsStatus(String text, int at) {
        int start = text.charAt(at) == '#' || text.charAt(at) == '(' ? at + 1 : at;
        int end = Math.min(text.length(), start + 9);
        String status = StatusCodes.find(text.substring(Math.min(start, end), end));
        return status != null && text.startsWith(status, start);
    }

    private static boolean answerFollows(String text, int at) {
        int i = at - 1;
        while (i >= 0 && text.charAt(i) == ' ') {
            i--;
        }
        return i < 0 || text.charAt(i) == ':' || text.charAt(i) == '<' || text.charAt(i) == '\n';
    }

    private static boolean mayPrecede(String text, int at) {
        if (at == 0) {
            return true;
        }
        return " :(#<\"'\n\t;>[{=".indexOf(text.charAt(at - 1)) >= 0;
    }

    /** {@code 550.12} or {@code 550:20} is a number or a time, not a code. */
    private static boolean isNumber(String text, int after) {
        return after + 1 < text.length()
                && (text.charAt(after) == '.' || text.charAt(after) == ':' || text.charAt(after) == ',')
                && isDigit(text.charAt(after + 1));
    }

    private static boolean isCode(String text, int at) {
        char first = text.charAt(at);
        char second = text.charAt(at + 1);
        return (first == '5' || first == '4' || first == '2')
                && second >= '0'
                && second <= '5'
                && isDigit(text.charAt(at + 2));
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
