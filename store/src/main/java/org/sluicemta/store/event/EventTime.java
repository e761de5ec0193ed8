package org.sluicemta.store.event;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Writes instants in the format of RFC 3339, UTC with milliseconds; several times as fast as a formatter. */
final class EventTime {
    private static final String PATTERN = "0000-00-00T00:00:00.000Z";

    private EventTime() {}

    /** Years 0 to 9999. */
    static String format(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        char[] out = PATTERN.toCharArray();
        put(out, 4, time.getYear());
        put(out, 7, time.getMonthValue());
        put(out, 10, time.getDayOfMonth());
        put(out, 13, time.getHour());
        put(out, 16, time.getMinute());
        put(out, 19, time.getSecond());
        put(out, 23, instant.getNano() / 1_000_000);
        return new String(out);
    }

    /** Writes digits from right to left, ending before a position. */
    private static void put(char[] out, int end, int value) {
        int rest = value;
        for (int i = end - 1; rest > 0; i--) {
            out[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
