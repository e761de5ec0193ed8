package org.sluicemta.reputation;

import java.time.Instant;
import org.sluicemta.egress.PoolId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * A tenant's stream that the guard has held at some time.
 *
 * @param pool pool the stream left by then: its lanes are what is paused
 * @param reason the figures that led to it, in a sentence
 * @param since when the state began; figures of a stream that was let go on count from here
 */
public record StreamSuspension(
        TenantId tenant, StreamId stream, PoolId pool, State state, String reason, Instant since) {
    /** How far it has come. */
    public enum State {
        /** Decided, and not yet known to be paused and announced; done again after a crash. */
        PAUSING,
        PAUSED,
        /** A person let it go on. */
        RESUMED
    }
}
