package org.sluicemta.reputation;

import java.time.Instant;
import org.sluicemta.egress.PoolId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * A tenant's stream that the guard holds or has held.
 *
 * @param pool pool the stream used at that time, whose lanes are paused
 * @param reason the figures that led to it, as a sentence
 * @param since when the state began; after resuming, counts start here
 */
public record StreamSuspension(
        TenantId tenant, StreamId stream, PoolId pool, State state, String reason, Instant since) {
    /** How far the suspension has got. */
    public enum State {
        /** Decided, but not yet known to be paused and announced; repeated after a crash. */
        PAUSING,
        PAUSED,
        /** Someone resumed the stream. */
        RESUMED
    }
}
