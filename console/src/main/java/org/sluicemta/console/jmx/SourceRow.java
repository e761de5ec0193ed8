package org.sluicemta.console.jmx;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.operation.SourceOperations;
import org.sluicemta.egress.DisabledSource;
import org.sluicemta.gateway.SourceStatus;

/**
 * A source, as shown to operators.
 *
 * @param address local address, or null if the system chooses
 * @param state enabled, disabled, or missing if this host doesn't have its address
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

    private static String state(SourceStatus status) {
        if (status.disabled() != null) {
            return "disabled";
        }
        return status.present() ? "enabled" : "missing";
    }
}
