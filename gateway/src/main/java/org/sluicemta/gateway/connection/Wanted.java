package org.sluicemta.gateway.connection;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.sluicemta.egress.AddressOrder;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteLimits;

/**
 * A connection that a delivery asks for.
 *
 * @param pool that the message leaves through
 * @param addresses which of the hosts' are used
 * @param limitedHost whether the limit per host applies
 * @param fresh open a new one even if there is a kept one
 * @param avoided addresses that have just hung up during a transaction of the same message; skipped silently
 * @param sessions told of each session
 * @param untilOpened asked before each opening: zero if it may begin now, else the time after which to ask again
 * @param onWait called when a host already has as many connections as it may have, so the opening waits
 */
public record Wanted(
        PoolId pool,
        Destination destination,
        List<EgressSource> sources,
        SiteLimits limits,
        AddressOrder addresses,
        boolean limitedHost,
        boolean fresh,
        Set<RemoteAddress> avoided,
        ReportedSessions sessions,
        Supplier<Duration> untilOpened,
        Runnable onWait) {
    public Wanted {
        sources = List.copyOf(sources);
        avoided = Set.copyOf(avoided);
    }
}
