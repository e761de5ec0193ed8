package org.sluicemta.reputation;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** Counts deliveries, hard bounces and complaints within a sliding window. Thread-safe. */
public interface FailureRates {
    /**
     * Counts events since the last call and saves the counts. Call it every few seconds.
     *
     * @return tenants whose counts changed
     * @throws IOException when events cannot be read; counts up to then are saved
     */
    Set<TenantId> follow() throws IOException;

    /** A tenant's counts in all streams, since an instant. */
    RateCounts ofTenant(TenantId tenant, Instant since);

    /** A tenant's counts in one stream, since an instant. */
    RateCounts ofStream(TenantId tenant, StreamId stream, Instant since);

    /** Number of reporters who vouched for complaints about a tenant, since an instant. */
    int reporters(TenantId tenant, Instant since);

    /** All counts within the window. */
    Map<RateKey, RateCounts> all();

    /** All counts since an instant, those within the window only. Exact if it is the beginning of a day in UTC. */
    Map<RateKey, RateCounts> all(Instant since);

    /** Starts a new counting period for a tenant, so that counts since this instant include nothing older. Durable. */
    void beginAnew(TenantId tenant, Instant at);
}
