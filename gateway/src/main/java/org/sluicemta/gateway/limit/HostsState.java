package org.sluicemta.gateway.limit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SiteId;

/**
 * How MX hosts are doing whose domains are in the common site.
 *
 * @param inFlight slots in use
 * @param connections open, in use or kept
 * @param failures failures to connect in a row
 * @param suspendedUntil when they are tried again, or null if they aren't suspended
 * @param lastError the last failure to connect since the last success, or null
 * @param sources which sources they refuse or have told to slow down, in words
 */
public record HostsState(
        SiteId site,
        int inFlight,
        int connections,
        int failures,
        @Nullable Instant suspendedUntil,
        @Nullable String lastError,
        List<String> sources) {
    public HostsState {
        sources = List.copyOf(sources);
    }
}
