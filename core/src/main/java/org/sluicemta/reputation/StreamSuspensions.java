package org.sluicemta.reputation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sluicemta.egress.PoolId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** The streams the guard holds. Durable when a call returns, shared by all nodes. Thread-safe. */
public interface StreamSuspensions {
    List<StreamSuspension> all();

    Optional<StreamSuspension> find(TenantId tenant, StreamId stream);

    /** Records that a stream is to be held; false when it already is, on this node or another. */
    boolean begin(TenantId tenant, StreamId stream, PoolId pool, String reason, Instant now);

    /** Changes the state of a suspension; false when it has that state already. */
    boolean move(StreamSuspension suspension, StreamSuspension.State state, Instant now);

    /** Forgets a removed tenant, so that a new one of the same name starts without suspensions. */
    void forget(TenantId tenant);

    /** Forgets streams resumed before an instant. */
    void prune(Instant resumedBefore);
}
