package org.sluicemta.console.operation;

import java.time.Instant;
import java.util.List;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.store.audit.AuditFilter;
import org.sluicemta.store.audit.AuditTrail;
import org.sluicemta.store.audit.StoredAuditEntry;

/** Reads the record of what was done. Nobody changes it; it is deleted by age alone. */
public final class AuditOperations {
    private final AuditTrail trail;

    @Inject
    public AuditOperations(AuditTrail trail) {
        this.trail = trail;
    }

    /**
     * The newest first.
     *
     * @param since none that is older; null for all
     * @param by only of this one; null for everybody's
     * @param verb only this verb, or every verb of this noun; null for all
     * @param before id that ended the page before; null for the first page
     */
    public List<StoredAuditEntry> list(
            @Nullable Instant since, @Nullable String by, @Nullable String verb, @Nullable Long before, int limit) {
        return trail.page(new AuditFilter(since, by, verb), before, limit);
    }
}
