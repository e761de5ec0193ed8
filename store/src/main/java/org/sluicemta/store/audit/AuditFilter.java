package org.sluicemta.store.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted.
 *
 * @param since none that is older; null for all
 * @param by only of this one; null for everybody's
 * @param verb only this verb, or every verb of this noun ({@code queue}); null for all
 */
public record AuditFilter(
        @Nullable Instant since,
        @Nullable String by,
        @Nullable String verb) {
    public static final AuditFilter ALL = new AuditFilter(null, null, null);
}
