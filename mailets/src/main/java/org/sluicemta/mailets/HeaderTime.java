package org.sluicemta.mailets;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** A time in a header field. */
final class HeaderTime {
    private HeaderTime() {}

    /** As RFC 3339 section 5.6 or RFC 5322 section 3.3 write it; empty if it is neither. */
    static Optional<Instant> parse(String text) {
        String value = text.replaceFirst("\\s*\\([^()]*\\)$", ""); // the name of a zone, as a comment
        return read(value.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T"), DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                .or(() -> read(value, DateTimeFormatter.RFC_1123_DATE_TIME));
    }

    private static Optional<Instant> read(String value, DateTimeFormatter form) {
        try {
            return Optional.of(OffsetDateTime.parse(value, form).toInstant());
        } catch (DateTimeException notThisForm) {
            return Optional.empty();
        }
    }
}
