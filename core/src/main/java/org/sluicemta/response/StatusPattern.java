package org.sluicemta.response;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The enhanced status codes of a rule: {@code 5.1.1}, {@code *.2.2}, {@code 5.7.*}, {@code 5.7.600-699}, separated by
 * blanks. Empty means any.
 */
public final class StatusPattern {
    public static final StatusPattern ANY = new StatusPattern("", List.of());

    private static final Pattern FORM = Pattern.compile("([245*])\\.(\\d{1,3}|\\*)\\.(\\*|(\\d{1,3})(-(\\d{1,3}))?)");

    private record Range(int kind, int subject, int first, int last) {
        boolean holds(EnhancedStatus status) {
            return (kind < 0 || kind == status.kind())
                    && (subject < 0 || subject == status.subject())
                    && status.detail() >= first
                    && status.detail() <= last;
        }
    }

    private final String source;
    private final List<Range> ranges;

    private StatusPattern(String source, List<Range> ranges) {
        this.source = source;
        this.ranges = ranges;
    }

    /** Throws IllegalArgumentException for anything but these forms. */
    public static StatusPattern parse(String text) {
        List<Range> ranges = Arrays.stream(text.split("[\\s,]+"))
                .filter(part -> !part.isEmpty())
                .map(StatusPattern::range)
                .toList();
        return new StatusPattern(text.strip(), ranges);
    }

    private static Range range(String text) {
        Matcher part = FORM.matcher(text);
        if (!part.matches()) {
            throw new IllegalArgumentException("not a status such as 5.1.1, *.2.2 or 5.7.600-699: \"" + text + "\"");
        }
        boolean all = part.group(3).equals("*");
        int first = all ? 0 : Integer.parseInt(part.group(4));
        int last = all ? 999 : part.group(6) == null ? first : Integer.parseInt(part.group(6));
        return new Range(number(part.group(1)), number(part.group(2)), first, last);
    }

    private static int number(String part) {
        return part.equals("*") ? -1 : Integer.parseInt(part);
    }

    boolean isAny() {
        return ranges.isEmpty();
    }

    boolean matches(EnhancedStatus status) {
        return ranges.stream().anyMatch(range -> range.holds(status));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StatusPattern that && ranges.equals(that.ranges);
    }

    @Override
    public int hashCode() {
        return ranges.hashCode();
    }

    @Override
    public String toString() {
        return source;
    }
}
