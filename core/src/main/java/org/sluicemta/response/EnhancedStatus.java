package org.sluicemta.response;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An enhanced status code, RFC 3463 section 2: {@code 5.1.1}. */
record EnhancedStatus(int kind, int subject, int detail) {
    private static final Pattern FORM = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d.])");

    /** Parses one that is alone or followed by a provider's own suffix ({@code 5.7.1-3}). */
    static Optional<EnhancedStatus> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(text);
        return matcher.lookingAt() ? Optional.of(of(matcher)) : Optional.empty();
    }

    /** The first one written as a separate word near the start of a text. */
    static Optional<EnhancedStatus> findIn(String text) {
        Matcher matcher = FORM.matcher(text);
        matcher.region(0, Math.min(text.length(), 400));
        matcher.useTransparentBounds(true);
        while (matcher.find()) {
            int before = matcher.start() - 1;
            if (before < 0 || " #(-[:<".indexOf(text.charAt(before)) >= 0) {
                return Optional.of(of(matcher));
            }
        }
        return Optional.empty();
    }

    private static EnhancedStatus of(Matcher matcher) {
        return new EnhancedStatus(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    /** X.0.0 and similar say no more than the SMTP code does. */
    boolean saysNothing() {
        return subject == 0;
    }
}
