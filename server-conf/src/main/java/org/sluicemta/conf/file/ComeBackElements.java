package org.sluicemta.conf.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.settings.GuardSettings;
import org.sluicemta.settings.SuppressionSettings;
import org.sluicemta.stream.StreamId;

/** Reads the settings of sluice.xml about returned mail: {@code <suppression>} and {@code <guard>}. */
final class ComeBackElements {
    private static final ValueType<Duration> AT_LEAST_A_MINUTE = time(Duration.ofMinutes(1), Duration.ofDays(365));
    private static final ValueType<Duration> GUARD_WINDOW = time(Duration.ofMinutes(1), Duration.ofDays(30));
    private static final ValueType<List<StreamId>> STREAMS = new ValueType<>(
            "names of streams separated by spaces, or none",
            text -> text.equals("none")
                    ? List.of()
                    : Arrays.stream(text.split("[\\s,]+", -1))
                            .map(StreamId::new)
                            .toList());
    private static final ValueType<Double> PERCENT = new ValueType<>(
            "a number from 0 to 100",
            text -> {
                double percent = ValueTypes.decimal().parse().apply(text);
                if (percent > 100) {
                    throw new IllegalArgumentException(text);
                }
                return percent;
            },
            ValueTypes.decimal().form());

    /** For whom a complaint counts. */
    private enum ComplaintScope {
        TENANT,
        ALL
    }

    private ComeBackElements() {}

    static SuppressionSettings suppression(ElementReader element, Path home) {
        return new SuppressionSettings(
                element.attribute(
                        "soft-failure-window",
                        AT_LEAST_A_MINUTE,
                        SuppressionSettings.DEFAULTS.softFailureWindow(),
                        "Period over which failures are counted in classes that suppress only after several."),
                element.attribute(
                                "complaints",
                                ValueTypes.oneOf(ComplaintScope.class),
                                ComplaintScope.TENANT,
                                "For whom a complaint counts: tenant, or all.")
                        == ComplaintScope.ALL,
                element.attribute(
                        "fold-sub-addresses",
                        ValueTypes.BOOLEAN,
                        false,
                        "Whether user+tag is the same recipient as user: true or false."),
                element.optional(
                                "hash-key",
                                ValueTypes.TEXT,
                                "Key file, below the home. With it, addresses are stored only as hashes."
                                        + " Created on first start; cannot be undone. Default: none, addresses are"
                                        + " stored in plain text.")
                        .map(file -> home.resolve(file).normalize()));
    }

    static GuardSettings guard(ElementReader element) {
        GuardSettings otherwise = GuardSettings.DEFAULTS;
        return new GuardSettings(
                Set.copyOf(element.attribute(
                        "streams",
                        STREAMS,
                        List.copyOf(otherwise.streams()),
                        "Streams the guard may hold, separated by spaces; empty turns it off.")),
                element.attribute(
                        "window",
                        GUARD_WINDOW,
                        otherwise.window(),
                        "Period over which figures are counted, 1m to 30d."),
                element.attribute(
                        "hard-bounce-percent",
                        PERCENT,
                        otherwise.hardBouncePercent(),
                        "Percentage of hard bounces among messages sent, above which the streams are held, 0 to 100."),
                element.attribute(
                        "complaint-percent",
                        PERCENT,
                        otherwise.complaintPercent(),
                        "Percentage of complaints among messages delivered, above which the streams are held, 0 to 100."),
                element.attribute(
                        "minimum-volume",
                        ValueTypes.integer(1, Integer.MAX_VALUE),
                        Math.toIntExact(otherwise.minimumVolume()),
                        "Minimum number of messages within the window before the guard acts."),
                Set.copyOf(element.texts(
                        "report-domain", ValueTypes.DOMAIN, "Complaints signed by this domain or a subdomain count.")),
                element.texts("report-network", ValueTypes.NETWORK, "Complaints from this network count."));
    }

    private static ValueType<Duration> time(Duration least, Duration most) {
        return new ValueType<>(
                "a time from " + ValueTypes.show(least) + " to " + ValueTypes.show(most) + ", such as 2h30m",
                text -> {
                    Duration time = ValueTypes.DURATION_TIME.parse().apply(text);
                    if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
                        throw new IllegalArgumentException(text);
                    }
                    return time;
                },
                ValueTypes.DURATION_TIME.form());
    }
}
