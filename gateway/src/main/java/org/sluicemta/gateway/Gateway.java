package org.sluicemta.gateway;

import java.time.Duration;
import java.util.List;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;

/** Delivers mail. Thread-safe. */
public interface Gateway {
    /** The gate of a pool to a site; the same object for the same pair. */
    SiteGate gate(PoolId pool, SiteId site);

    /** Every gate that was asked for, in no order. */
    default List<SiteStatus> sites() {
        return List.of();
    }

    /** Takes no more slots, lets deliveries in flight end within the bound, then closes all connections. */
    void stop(Duration bound);
}
