package org.sluicemta.suppression;

import org.jspecify.annotations.Nullable;
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

    /**
     * By names, as people and files give them: null for what is not named.
     *
     * @throws IllegalArgumentException for a stream without its tenant, or what is no name
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
