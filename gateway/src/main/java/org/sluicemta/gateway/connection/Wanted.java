package org.sluicemta.gateway.connection;

import java.util.List;
import java.util.Set;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SiteLimits;

/**
 * A connection that a delivery asks for.
 *
 * @param fresh open one even where one is kept
 * @param avoided addresses that have just broken off a transaction of the same message
 */
public record Wanted(
        Destination destination,
        List<EgressSource> sources,
        SiteLimits limits,
        boolean fresh,
        Set<RemoteAddress> avoided) {
    public Wanted {
        sources = List.copyOf(sources);
        avoided = Set.copyOf(avoided);
    }

    Wanted from(List<EgressSource> others) {
        return new Wanted(destination, others, limits, fresh, avoided);
    }
}
