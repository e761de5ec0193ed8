package org.sluicemta.gateway.connection;

import java.util.List;
import java.util.Set;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteLimits;

/**
 * A connection that a delivery asks for.
 *
 * @param pool that the message leaves by
 * @param limitedHost whether one host may have no more than its share of this server's connections
 * @param fresh open one even where one is kept
 * @param avoided addresses that have just broken off a transaction of the same message
 * @param onWait told when a host has all the connections it may have, and the opening waits
 */
public record Wanted(
        PoolId pool,
        Destination destination,
        List<EgressSource> sources,
        SiteLimits limits,
        boolean limitedHost,
        boolean fresh,
        Set<RemoteAddress> avoided,
        Runnable onWait) {
    public Wanted {
        sources = List.copyOf(sources);
        avoided = Set.copyOf(avoided);
    }
}
