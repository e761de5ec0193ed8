package org.sluicemta.settings;

import java.time.Duration;
import java.util.Set;
import org.sluicemta.stream.StreamId;

/**
 * When a tenant's mail is held because too much of it bounces or is complained about.
 *
 * @param streams streams that are held; none turns the guard off
 * @param window how far back figures count, 1 minute to 30 days
 * @param hardBouncePercent percent of messages that bounce hard, above which a stream is held; 0 to 100
 * @param complaintPercent percent of delivered messages that are complained about, above which a stream is held
 * @param minimumVolume messages within the window below which nothing is concluded, at least 1
 */
public record GuardSettings(
        Set<StreamId> streams, Duration window, double hardBouncePercent, double complaintPercent, long minimumVolume) {
    /** The marketing stream, 24 hours, 5 % and 0.3 %, from 1,000 messages on. */
    public static final GuardSettings DEFAULT =
            new GuardSettings(Set.of(new StreamId("marketing")), Duration.ofDays(1), 5, 0.3, 1_000);

    public GuardSettings {
        streams = Set.copyOf(streams);
        if (window.compareTo(Duration.ofMinutes(1)) < 0 || window.compareTo(Duration.ofDays(30)) > 0) {
            throw new IllegalArgumentException("guard: window must be 1m to 30d, got " + window);
        }
        if (!isPercent(hardBouncePercent) || !isPercent(complaintPercent)) {
            throw new IllegalArgumentException(
                    "guard: percents must be 0 to 100, got " + hardBouncePercent + " and " + complaintPercent);
        }
        if (minimumVolume < 1) {
            throw new IllegalArgumentException("guard: minimum volume must be at least 1, got " + minimumVolume);
        }
    }

    private static boolean isPercent(double value) {
        return value >= 0 && value <= 100;
    }
}
