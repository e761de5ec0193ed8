package org.sluicemta.console.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.sluicemta.conf.xml.ValueTypes;

/** What commands about events are given: terms and times. */
final class EventTerms {
    private EventTerms() {}

    /** The shell has removed the quotes of a term with spaces. */
    static String query(List<String> terms) {
        return terms.stream().map(EventTerms::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String term) {
        int equals = term.indexOf('=');
        String value = term.substring(equals + 1);
        return equals > 0 && value.contains(" ") && !value.contains("\"") && !value.contains("=")
                ? term.substring(0, equals + 1) + '"' + value + '"'
                : term;
    }

    /** ISO 8601, of a time or of how long ago. */
    static String instant(String option, String text, InstantSource clock) {
        try {
            return Instant.parse(text).toString();
        } catch (DateTimeException notATime) {
            try {
                return clock.instant()
                        .minus(ValueTypes.DURATION_TIME.parse().apply(text))
                        .toString();
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new IllegalArgumentException(
                        option + " must be a time such as 2026-11-22T12:00:00Z, or how long ago, such as 24h or 7d,"
                                + " got \"" + text + "\"",
                        e);
            }
        }
    }
}
