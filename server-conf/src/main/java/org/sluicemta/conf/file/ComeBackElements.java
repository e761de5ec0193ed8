package org.sluicemta.conf.file;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.settings.GuardSettings;
import org.sluicemta.settings.SuppressionSettings;
import org.sluicemta.stream.StreamId;

/** Reads the settings of sluice.xml about returned mail: {@code <bounce-domain>}, {@code <suppression>} and {@code
 * <guard>}. */
final class ComeBackElements {
    private static final ValueType<String> LOCAL_PART = new ValueType<>("the part of an address before the @", text -> {
        if (!text.matches("[A-Za-z0-9._+-]{1,64}")) {
            throw new IllegalArgumentException(text);
        }
        return text.toLowerCase(Locale.ROOT);
    });
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

    static BounceDomain bounceDomain(ElementReader element) {
        String prefix = element.attribute(
                "prefix", LOCAL_PART, "b-", "Prefix of return paths' local parts; at most 3 characters.");
        if (prefix.length() > 3) {
            element.problem("prefix must have at most 3 characters, got \"" + prefix + "\"", "Shorten it");
            prefix = "";
        }
        if (prefix.equals(BounceDomain.UNSUBSCRIBE_PREFIX)) {
            element.problem(
                    "prefix must not be that of addresses for unsubscribing, got \"" + prefix + "\"",
                    "Choose another one, such as b-");
            prefix = "";
        }
        return new BounceDomain(
                element.required("name", ValueTypes.DOMAIN, "bounce.localhost", "The domain."),
                prefix,
                new HashSet<>(element.texts("feedback-address", LOCAL_PART, "Local part that feedback loops send to.")),
                tlsReportAddresses(element),
                Period.ofDays(element.attribute(
                        "token-days",
                        ValueTypes.integer(1, 3650),
                        60,
                        "Days that a return path is valid, 1 to 3650.")));
    }

    private static Set<String> tlsReportAddresses(ElementReader element) {
        Set<String> feedback =
                new HashSet<>(element.texts("feedback-address", LOCAL_PART, "Local part that feedback loops send to."));
        Set<String> all = new HashSet<>();
        for (String name : element.texts(
                "tls-report-address",
                LOCAL_PART,
                "Local part that TLS reports about our own domains are sent to (RFC 8460).")) {
            if (feedback.contains(name) || name.equals("postmaster") || name.equals("abuse")) {
                element.problem(
                        "tls-report-address must be for TLS reports alone, got \"" + name + "\"",
                        "Choose another one, such as tls-reports");
            }
            all.add(name);
        }
        return all;
    }

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
