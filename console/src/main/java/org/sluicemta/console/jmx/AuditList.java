package org.sluicemta.console.jmx;

import java.util.List;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.operation.AuditOperations;

/** The audit as a bean. */
public final class AuditList implements AuditMXBean {
    private final AuditOperations operations;

    @Inject
    public AuditList(AuditOperations operations) {
        this.operations = operations;
    }

    @Override
    public List<AuditRow> list(
            @Nullable String since, @Nullable String by, @Nullable String verb, @Nullable Long before, int limit) {
        return operations
                .list(since == null ? null : InstantText.parse("since", since), by, verb, before, limit)
                .stream()
                .map(AuditRow::of)
                .toList();
    }
}
