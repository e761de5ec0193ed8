package org.sluicemta.delivery.outcome;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluicemta.outcome.SmtpReply;

/** Reads a reply back from the one line that {@link SmtpReply#toString()} writes. */
public final class Replies {
    private static final Pattern LINE =
            Pattern.compile("([2-5][0-9]{2}) (?:([245]\\.[0-9]{1,3}\\.[0-9]{1,3}) )?(.*)", Pattern.DOTALL);

    private Replies() {}

    /** The reply, or null where there is none. */
    public static @Nullable SmtpReply read(@Nullable String line) {
        if (line == null) {
            return null;
        }
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a reply: \"" + line + "\"");
        }
        return new SmtpReply(Integer.parseInt(matcher.group(1)), matcher.group(2), matcher.group(3));
    }
}
