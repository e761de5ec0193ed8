package org.sluicemta.routes.endpoint;

import java.io.Serial;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.util.CaseInsensitiveMap;
import org.jspecify.annotations.Nullable;

/**
 * Headers of an exchange that also give access to the fields of the message's own header by name. These fields aren't
 * listed, so an endpoint that passes on all headers doesn't pass on what a stranger wrote. For the same reason only
 * fields that control no component are available by default. A route requests others with the option {@code fields}.
 */
final class MailHeaders extends CaseInsensitiveMap {
    @Serial
    private static final long serialVersionUID = 1;

    private static final Set<String> READABLE = fold(Set.of(
            "From",
            "Sender",
            "Reply-To",
            "To",
            "Cc",
            "Subject",
            "Date",
            "Message-ID",
            "In-Reply-To",
            "References",
            "Feedback-ID",
            "Precedence",
            "Auto-Submitted",
            "Importance",
            "Return-Path"));

    private final transient MailMessage message;

    MailHeaders(MailMessage message) {
        this.message = message;
    }

    @Override
    public @Nullable Object get(Object name) {
        Object known = super.get(name);
        return known == null && name instanceof String text ? message.field(text) : known;
    }

    @Override
    public boolean containsKey(Object name) {
        return super.containsKey(name) || name instanceof String text && message.field(text) != null;
    }

    /** Names, ignoring case. */
    static Set<String> fold(Set<String> names) {
        Set<String> folded = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        folded.addAll(names);
        return folded;
    }

    /** @param wanted names that the route requested */
    static boolean isReadable(String name, Set<String> wanted) {
        if (isOurs(name)) {
            return false;
        }
        return READABLE.contains(name) || startsWith(name, "X-") || startsWith(name, "List-") || wanted.contains(name);
    }

    /** Names that have a meaning to a component or to us. A sender must not be able to set them. */
    static boolean isOurs(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("camel")
                || lower.startsWith("org.apache.camel")
                || startsWith(name, SluiceHeaders.PREFIX);
    }

    private static boolean startsWith(String name, String start) {
        return name.regionMatches(true, 0, start, 0, start.length());
    }
}
