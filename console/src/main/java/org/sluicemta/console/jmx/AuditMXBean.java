package org.sluicemta.console.jmx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code org.sluicemta:type=Audit}: what operators and clients of the HTTP API did. */
public interface AuditMXBean {
    /**
     * Newest first.
     *
     * @param since ISO 8601, the oldest; null for all
     * @param by only this caller's; null for everybody's
     * @param verb only this verb ({@code queue purge}), or every verb of a noun ({@code queue}); null for all
     * @param before the last id of the previous page; null for the first page
     * @param limit 1 to 1,000
     */
    List<AuditRow> list(
            @Nullable String since, @Nullable String by, @Nullable String verb, @Nullable Long before, int limit);
}
