package org.sluicemta.suppression;

import org.jspecify.annotations.Nullable;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** Whom an entry applies to. */
public sealed interface SuppressionScope {
    /** For every tenant. */
    record Global() implements SuppressionScope {}

    /** For one tenant, all its streams. */
    record OfTenant(TenantId tenant) implements SuppressionScope {}

    /** For one tenant's stream. */
    record OfStream(TenantId tenant, StreamId stream) implements SuppressionScope {}

    /**
     * From names, as people and files write them; null for a missing one.
     *
     * @throws IllegalArgumentException for a stream without its tenant, or an invalid name
     */
    static SuppressionScope of(@Nullable String tenant, @Nullable String stream) {
        if (tenant == null) {
            if (stream != null) {
                throw new IllegalArgumentException("a stream needs its tenant, got stream \"" + stream + "\" alone");
            }
            return new Global();
        }
        TenantId owner = new TenantId(tenant);
        return stream == null ? new OfTenant(owner) : new OfStream(owner, new StreamId(stream));
    }
}
