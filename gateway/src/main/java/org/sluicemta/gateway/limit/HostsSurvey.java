package org.sluicemta.gateway.limit;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.connection.Fault;

/** Adds up what is known of the places of the common site by their MX hosts. Used once. */
final class HostsSurvey {
    /** Operators read it. */
    private static final int MOST = 1_000;

    private static final class Sum {
        private int inFlight;
        private int connections;
        private int failures;
        private @Nullable Instant until;
        private @Nullable Fault lastFault;
    }

    private final Map<SiteId, Sum> sums = new LinkedHashMap<>();

    private Sum sum(SiteId site) {
        return sums.computeIfAbsent(site, key -> new Sum());
    }

    void inFlight(SiteId site, int slots) {
        sum(site).inFlight += slots;
    }

    void connections(SiteId site, int open) {
        sum(site).connections += open;
    }

    /** The worst of its suspensions counts: TLS policies of single domains may have their own. */
    void suspension(SiteId site, Suspension suspension) {
        Sum sum = sum(site);
        if (suspension.failures() > sum.failures) {
            sum.failures = suspension.failures();
            sum.until = suspension.until();
            sum.lastFault = suspension.lastFault();
        }
    }

    /** It has told a source something. */
    void mention(SiteId site) {
        sum(site);
    }

    /** The busiest first. @param told which sources a site refuses or slows down, in words */
    List<HostsState> result(Function<SiteId, List<String>> told) {
        return sums.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<SiteId, Sum> one) -> -one.getValue().inFlight)
                        .thenComparing(one -> one.getKey().value()))
                .limit(MOST)
                .map(one -> state(one.getKey(), one.getValue(), told.apply(one.getKey())))
                .toList();
    }

    private static HostsState state(SiteId site, Sum sum, List<String> told) {
        Fault fault = sum.lastFault;
        return new HostsState(
                site,
                sum.inFlight,
                sum.connections,
                sum.failures,
                sum.until,
                fault == null ? null : Objects.toString(fault.reply()),
                told);
    }
}
