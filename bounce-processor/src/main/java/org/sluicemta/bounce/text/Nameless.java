package org.sluicemta.bounce.text;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A report in free text that names its recipient only by a local mailbox ({@code <jo>: user unknown}, {@code 550 jo...
 * User unknown}), by a person's name, or not at all. Its header must leave no doubt that a machine reports a failure.
 */
public final class Nameless {
    /** The reader's name in the evidence. */
    public static final String NAME = "nameless";

    private static final int MAX_LINES = 60;
    private static final Pattern LOCAL = Pattern.compile(
            "^\\s{0,8}(?:[45][0-9]{2}[ -])?(?:[45]\\.[0-9]\\.[0-9]{1,2} )?(?:<([A-Za-z0-9._+-]{1,64})>|([A-Za-z0-9._+-]{1,60})\\.\\.\\.(?= ))");

    private Nameless() {}

    /** The failure, its address a local name or empty; or empty if the message isn't such a report. */
    public static Optional<TextFailure> read(ReportText text) {
        Hints hints = text.hints();
        boolean machine = hints.mailer() && (hints.nullSender() || hints.marked()) && hints.count() >= 2;
        boolean failed = machine && Generic.isReport(text) && !Generic.isToTheReader(text);
        if (!failed || Delays.kind(text) != TextReport.Kind.FAILED) {
            return Optional.empty();
        }
        String name = localName(text.lines());
        TextFailure said = Explanation.ofAll(text);
        return Optional.of(said.of(name == null ? "" : name));
    }

    private static @Nullable String localName(List<String> lines) {
        for (String line : lines.subList(0, Math.min(lines.size(), MAX_LINES))) {
            Matcher matcher = LOCAL.matcher(line);
            if (matcher.find()) {
                return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            }
        }
        return null;
    }
}
