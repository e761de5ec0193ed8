package org.sluicemta.smtp.chain;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code onMailetException} or {@code onMatchException} does when a mailet or matcher throws. */
sealed interface OnException {
    /** The client gets 451 and nothing is queued. The default. */
    record Propagate() implements OnException {}

    /** As if the mailet had done its work. */
    record Ignore() implements OnException {}

    /** As if the matcher had matched no recipient. */
    record NoMatch() implements OnException {}

    /** As if the matcher had matched all recipients. */
    record MatchAll() implements OnException {}

    /** Continue in a processor, with the error in a mail attribute. */
    record ToProcessor(String state) implements OnException {}

    static OnException parse(@Nullable String text) {
        if (text == null) {
            return new Propagate();
        }
        String word = text.trim();
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "propagate" -> new Propagate();
            case "ignore" -> new Ignore();
            case "nomatch" -> new NoMatch();
            case "matchall" -> new MatchAll();
            default -> new ToProcessor(word);
        };
    }
}
