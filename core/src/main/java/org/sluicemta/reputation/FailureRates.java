package org.sluicemta.reputation;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** Figures of deliveries, hard bounces and complaints, each within a window of time. Thread-safe. */
public interface FailureRates {
    /**
     * Counts what has happened since the last call, and saves the counts. Called every few seconds.
     *
     * @return tenants whose figures changed
     * @throws IOException when events cannot be read; what was counted before is saved
     */
    Set<TenantId> follow() throws IOException;

    /** A tenant's figures in all streams, from an instant on. */
    RateCounts ofTenant(TenantId tenant, Instant since);

    /** A tenant's figures in one stream, from an instant on. */
    RateCounts ofStream(TenantId tenant, StreamId stream, Instant since);

    /** How many reporters vouched for complaints about a tenant, from an instant on. */
    int reporters(TenantId tenant, Instant since);

    /** All figures within the window. */
    Map<RateKey, RateCounts> all();

    /** Begins figures of a tenant here, so that those since this instant hold nothing older. Durable. */
    void beginAnew(TenantId tenant, Instant at);
}
