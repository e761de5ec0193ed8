package org.sluicemta.egress;

import java.time.Duration;

/**
 * At most this many messages in any period of this length, wherever it begins.
 *
 * @param messages at least 1
 * @param period whole seconds, from one to 31 days
 */
public record MessageCap(long messages, Duration period) {
    public static final Duration SHORTEST = Duration.ofSeconds(1);
    public static final Duration LONGEST = Duration.ofDays(31);
    public static final long MOST = 1_000_000_000;

    public MessageCap {
        if (messages < 1 || messages > MOST) {
            throw new IllegalArgumentException("a cap is 1 to " + MOST + " messages, got " + messages);
        }
        if (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the period of a cap is 1s to 31d, got " + period);
        }
        if (period.getNano() != 0) {
            throw new IllegalArgumentException("the period of a cap is whole seconds, got " + period);
        }
    }

    /** As it is written in egress.xml: {@code 60000/1h}. */
    @Override
    public String toString() {
        return messages + "/" + text(period.toSeconds());
    }

    private static String text(long seconds) {
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
