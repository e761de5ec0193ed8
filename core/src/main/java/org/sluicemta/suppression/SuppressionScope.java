package org.sluicemta.suppression;

import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** For whom an entry counts. */
public sealed interface SuppressionScope {
    /** For every tenant. */
    record Global() implements SuppressionScope {}

    /** For one tenant, all its streams. */
    record OfTenant(TenantId tenant) implements SuppressionScope {}

    /** For one tenant's stream. */
    record OfStream(TenantId tenant, StreamId stream) implements SuppressionScope {}
}
