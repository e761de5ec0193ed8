package org.sluicemta.settings;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.sluicemta.network.IpRange;
import org.sluicemta.stream.StreamId;

/**
 * When a tenant's mail is held because too much of it bounces or draws complaints.
 *
 * @param streams streams the guard may hold; none turns it off
 * @param window period over which figures are counted, 1 minute to 30 days
 * @param hardBouncePercent percentage of hard bounces above which a stream is held, 0 to 100
 * @param complaintPercent percentage of complaints among delivered messages above which a stream is held
 * @param minimumVolume number of messages within the window below which the guard doesn't act, at least 1
 * @param reportDomains domains whose signed complaints count, besides the recipient's own site; lower case
 * @param reportNetworks networks whose complaints count, signed or not
 */
public record GuardSettings(
        Set<StreamId> streams,
        Duration window,
        double hardBouncePercent,
        double complaintPercent,
        long minimumVolume,
        Set<String> reportDomains,
        List<IpRange> reportNetworks) {
    /** The marketing stream, 24 hours, 5 % and 0.3 %, from 1,000 messages. */
    public static final GuardSettings DEFAULTS =
            new GuardSettings(Set.of(new StreamId("marketing")), Duration.ofDays(1), 5, 0.3, 1_000);

    /** Complaints count when the recipient's own site signed them. */
    public GuardSettings(
            Set<StreamId> streams,
            Duration window,
            double hardBouncePercent,
            double complaintPercent,
            long minimumVolume) {
        this(streams, window, hardBouncePercent, complaintPercent, minimumVolume, Set.of(), List.of());
    }

    public GuardSettings {
        streams = Set.copyOf(streams);
        reportDomains = Set.copyOf(reportDomains);
        reportNetworks = List.copyOf(reportNetworks);
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
