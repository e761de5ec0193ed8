package org.sluicemta.gateway;

import java.time.Duration;
import java.util.List;
import org.sluicemta.egress.DisabledSource;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.WarmUpHold;

/** Delivers mail. Thread-safe. */
public interface Gateway {
    /** The gate of a pool to a site; the same object for the same pair. */
    SiteGate gate(PoolId pool, SiteId site);

    /** The status of every gate that was asked for, in no particular order. */
    default List<SiteStatus> sites() {
        return List.of();
    }

    /** The status of every configured source. */
    default List<SourceStatus> sources() {
        return List.of();
    }

    /** Lets nothing more leave from exactly these sources. Deliveries that have begun end. */
    default void disable(List<DisabledSource> sources) {}

    /** Warm-ups of sources are held on exactly these days. */
    default void hold(List<WarmUpHold> warmUps) {}

    /**
     * Begins to stop, and returns at once. No more slots are given out, and every delivery in flight has its outcome
     * within the bound. A delivery that hasn't sent the end of its content is soon cut off, so that no message arrives
     * twice. One that has, and may have been accepted, gets nearly the whole bound to wait for the reply.
     */
    default void beginStop(Duration bound) {}

    /**
     * Calls {@link #beginStop} unless it was called before, waits for the deliveries in flight, and closes everything.
     */
    void stop(Duration bound);
}
