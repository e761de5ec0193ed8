package org.sluicemta.store.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Selects entries.
 *
 * @param since the oldest; null for all
 * @param by only this caller's; null for everybody's
 * @param verb only this verb, or every verb of this noun ({@code queue}); null for all
 */
public record AuditFilter(
        @Nullable Instant since,
        @Nullable String by,
        @Nullable String verb) {
    public static final AuditFilter ALL = new AuditFilter(null, null, null);
}
