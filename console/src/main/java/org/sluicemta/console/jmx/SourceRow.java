package org.sluicemta.console.jmx;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.operation.SourceOperations;
import org.sluicemta.egress.DisabledSource;
import org.sluicemta.egress.SourceProxy;
import org.sluicemta.gateway.SourceStatus;

/**
 * A source, as shown to operators.
 *
 * @param address local address, or null if the system chooses
 * @param proxy what its connections go through, such as {@code socks5 10.0.0.5:1080}, or null
 * @param state enabled, disabled, or missing if this host doesn't have its address or its proxy doesn't answer
 * @param connections open from it, in use or kept
 * @param caps on what it sends, such as {@code 5000/1h}
 * @param rests the sites where it rests, each with the reason
 * @param disabledBy who disabled it, or null
 * @param disabledSince ISO 8601 in UTC, or null
 * @param changed whether the operation changed it; false for a list
 */
public record SourceRow(
        String source,
        String pool,
        @Nullable String address,
        @Nullable String proxy,
        String ehlo,
        int weight,
        String state,
        int connections,
        List<String> caps,
        List<String> rests,
        @Nullable String disabledBy,
        @Nullable String disabledSince,
        boolean changed) {
    public SourceRow {
        caps = List.copyOf(caps);
        rests = List.copyOf(rests);
    }

    static SourceRow of(SourceOperations.Outcome outcome) {
        return of(outcome.status(), outcome.changed());
    }

    static SourceRow of(SourceStatus status) {
        return of(status, false);
    }

    private static SourceRow of(SourceStatus status, boolean changed) {
        DisabledSource disabled = status.disabled();
        return new SourceRow(
                status.source().id().value(),
                status.pool().value(),
                status.source().address() == null
                        ? null
                        : status.source().address().getHostAddress(),
                proxy(status.source().proxy()),
                status.source().ehloName(),
                status.source().weight(),
                state(status),
                status.openConnections(),
                status.source().caps().stream().map(Object::toString).toList(),
                status.restsAt(null),
                disabled == null ? null : disabled.by(),
                disabled == null ? null : disabled.since().toString(),
                changed);
    }

    private static @Nullable String proxy(@Nullable SourceProxy proxy) {
        if (proxy == null) {
            return null;
        }
        String protocol = proxy.protocol().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return protocol + " " + proxy.at().getAddress().getHostAddress() + ":"
                + proxy.at().getPort();
    }

    private static String state(SourceStatus status) {
        if (status.disabled() != null) {
            return "disabled";
        }
        return status.present() ? "enabled" : "missing";
    }
}
