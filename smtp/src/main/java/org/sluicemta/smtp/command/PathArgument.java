package org.sluicemta.smtp.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluicemta.smtp.reply.Reply;

/**
 * The argument of MAIL and RCPT, RFC 5321 section 4.1.2: a path in angle brackets and ESMTP parameters.
 *
 * @param path text between the brackets, as given
 * @param parameters by keyword in upper case, in order; empty for no value
 */
record PathArgument(String path, Map<String, String> parameters) {
    /** Thrown with the reply for a client whose syntax is wrong. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Reply reply;

        Refusal(Reply reply) {
            super(reply.toString());
            this.reply = reply;
        }

        Reply reply() {
            return reply;
        }
    }

    /**
     * @param keyword {@code FROM:} or {@code TO:}
     * @param usage reply text for wrong syntax
     * @param strict whether the brackets are mandatory, and tabs and extra spaces are refused
     */
    static PathArgument parse(String given, String keyword, String usage, boolean strict) throws Refusal {
        String argument = strict ? given : given.stripLeading();
        if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
            throw syntax(usage);
        }
        // RFC 5321 allows no space after the colon, but many clients write one.
        String rest = argument.substring(keyword.length()).stripLeading();
        if (!strict && !rest.isEmpty() && !rest.startsWith("<")) {
            return withoutBrackets(rest);
        }
        int end = rest.startsWith("<") ? closing(rest) : -1;
        if (end < 0) {
            throw syntax(usage);
        }
        String tail = strict ? rest.substring(end + 1) : withoutTabs(rest.substring(end + 1));
        if (!tail.isEmpty() && tail.charAt(0) != ' ') {
            throw syntax(usage);
        }
        return new PathArgument(rest.substring(1, end), parameters(tail.strip()));
    }

    /** As small devices write it. A quoted local part may contain spaces. */
    private static PathArgument withoutBrackets(String text) throws Refusal {
        boolean quoted = false;
        int end = 0;
        while (end < text.length() && (quoted || " \t".indexOf(text.charAt(end)) < 0)) {
            quoted ^= text.charAt(end) == '"';
            end++;
        }
        return new PathArgument(
                text.substring(0, end),
                parameters(withoutTabs(text.substring(end)).strip()));
    }

    private static String withoutTabs(String parameters) {
        return parameters.replace('\t', ' ');
    }

    @Nullable
    String parameter(String keyword) {
        return parameters.get(keyword);
    }

    private static Refusal syntax(String usage) {
        return new Refusal(Reply.of(501, "5.5.4", "Syntax: " + usage));
    }

    /** Index of the bracket that ends the path; brackets inside a quoted local part don't count. */
    private static int closing(String text) {
        boolean quoted = false;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '>' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static Map<String, String> parameters(String text) throws Refusal {
        Map<String, String> found = new LinkedHashMap<>();
        if (text.isEmpty()) {
            return found;
        }
        for (String word : text.split(" +")) {
            int equals = word.indexOf('=');
            String keyword = (equals < 0 ? word : word.substring(0, equals)).toUpperCase(Locale.ROOT);
            if (!isKeyword(keyword) || equals == word.length() - 1) {
                throw new Refusal(Reply.of(501, "5.5.4", "Malformed parameter"));
            }
            if (found.put(keyword, equals < 0 ? "" : word.substring(equals + 1)) != null) {
                throw new Refusal(Reply.of(501, "5.5.4", "Parameter " + keyword + " is given twice"));
            }
        }
        return found;
    }

    /** RFC 5321 section 4.1.2, esmtp-keyword. */
    private static boolean isKeyword(String text) {
        return !text.isEmpty()
                && text.length() <= 64
                && text.charAt(0) != '-'
                && text.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-');
    }
}
