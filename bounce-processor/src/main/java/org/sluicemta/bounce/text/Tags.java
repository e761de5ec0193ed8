package org.sluicemta.bounce.text;

/** What gateways and lists put in front of a subject: {@code [EXTERNAL]}, {@code ***SPAM***}, {@code {Spam?}}. */
public final class Tags {
    private static final int MAX_TAG = 40;
    private static final int MAX_TAGS = 4;
    private static final String OPENING = "[{(*";

    private Tags() {}

    /** The subject without them. */
    public static String cut(String subject) {
        String left = subject.strip();
        for (int i = 0; i < MAX_TAGS; i++) {
            int end = end(left);
            if (end == 0 || end == left.length()) {
                return left;
            }
            left = left.substring(end).strip();
        }
        return left;
    }

    /** Index after the tag that the subject begins with, or 0. */
    private static int end(String subject) {
        int kind = subject.isEmpty() ? -1 : OPENING.indexOf(subject.charAt(0));
        if (kind < 0) {
            return 0;
        }
        char close = "]})*".charAt(kind);
        int from = 0;
        while (from < subject.length() && subject.charAt(from) == subject.charAt(0)) {
            from++;
        }
        int end = subject.indexOf(close, from);
        if (end < 0 || end > MAX_TAG) {
            return 0;
        }
        while (end < subject.length() && subject.charAt(end) == close) {
            end++;
        }
        return end;
    }
}
