package org.sluicemta.console.operation;

import java.time.Instant;
import java.util.List;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.store.audit.AuditFilter;
import org.sluicemta.store.audit.AuditTrail;
import org.sluicemta.store.audit.StoredAuditEntry;

/** Reads the audit. Nobody can change it; entries are deleted only by age. */
public final class AuditOperations {
    private final AuditTrail trail;

    @Inject
    public AuditOperations(AuditTrail trail) {
        this.trail = trail;
    }

    /**
     * Newest first.
     *
     * @param since the oldest; null for all
     * @param by only this caller's; null for everybody's
     * @param verb only this verb, or every verb of this noun; null for all
     * @param before the last id of the previous page; null for the first page
     */
    public List<StoredAuditEntry> list(
            @Nullable Instant since, @Nullable String by, @Nullable String verb, @Nullable Long before, int limit) {
        return trail.page(new AuditFilter(since, by, verb), before, limit);
    }
}
