package org.sluicemta.reputation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sluicemta.egress.PoolId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** What the guard has held: durable when a call returns, the same for every node. Thread-safe. */
public interface StreamSuspensions {
    List<StreamSuspension> all();

    Optional<StreamSuspension> find(TenantId tenant, StreamId stream);

    /** Writes down that a stream is to be held; false when it is already, by this node or another. */
    boolean begin(TenantId tenant, StreamId stream, PoolId pool, String reason, Instant now);

    /** Brings a hold into another state; false when it is in it already. */
    boolean move(StreamSuspension suspension, StreamSuspension.State state, Instant now);

    /** Forgets streams that were let go on before an instant. */
    void prune(Instant resumedBefore);
}
