package org.sluicemta.egress;

import java.util.List;

/** Sources that carry the same kind of mail. A pool has at least one. */
public record EgressPool(PoolId id, List<EgressSource> sources) {
    public EgressPool {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("pool " + id + " needs at least one source");
        }
    }
}
