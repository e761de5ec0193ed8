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

    /**
     * Begins to stop, and returns at once: no more slots are given. Every delivery in flight has its outcome within the
     * bound. Those that have not sent the end of their content are soon cut off, so that none arrives twice; those that
     * have, and may be taken already, get nearly all of the bound for the answer.
     */
    default void beginStop(Duration bound) {}

    /** As {@link #beginStop}, if that was not called before; waits for the deliveries in flight and closes everything. */
    void stop(Duration bound);
}
