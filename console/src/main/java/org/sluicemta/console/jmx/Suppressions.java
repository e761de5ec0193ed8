package org.sluicemta.console.jmx;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.operation.Caller;
import org.sluicemta.console.operation.OperationProblem;
import org.sluicemta.console.operation.SuppressionOperations;
import org.sluicemta.store.suppression.UndoReport;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.tenant.TenantId;

/** The suppression list as a bean. */
public final class Suppressions implements SuppressionsMXBean {
    private static final String SOURCE = "operator";
    private static final Caller READER = Callers.OFFLINE.of(SOURCE);

    private final SuppressionOperations operations;
    private final Callers callers;

    @Inject
    public Suppressions(SuppressionOperations operations) {
        this(operations, Callers.OF_SERVER);
    }

    public Suppressions(SuppressionOperations operations, Callers callers) {
        this.operations = operations;
        this.callers = callers;
    }

    @Override
    public long getSize() {
        return operations.size();
    }

    @Override
    public List<SuppressionRow> find(String target) {
        return operations.find(READER, target).stream().map(SuppressionRow::of).toList();
    }

    @Override
    public List<SuppressionRow> list(@Nullable String tenant, @Nullable String after, int limit) {
        return operations.list(READER, tenant == null ? null : new TenantId(tenant), after, limit).stream()
                .map(SuppressionRow::of)
                .toList();
    }

    @Override
    public void add(
            String target,
            @Nullable String tenant,
            @Nullable String stream,
            String reason,
            @Nullable String evidence,
            String by) {
        Map<String, String> fields = new HashMap<>();
        fields.put("target", target);
        fields.put("reason", reason);
        put(fields, "tenant", tenant);
        put(fields, "stream", stream);
        put(fields, "evidence", evidence);
        operations.add(callers.of(by), SOURCE, fields);
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    @Override
    public boolean remove(String target, @Nullable String tenant, @Nullable String stream, String by) {
        try {
            operations.remove(callers.of(by), target, tenant, stream);
            return true;
        } catch (OperationProblem notThere) {
            return false;
        }
    }

    @Override
    public String startImport(
            String file, @Nullable String tenant, @Nullable String stream, String reason, String by, boolean restore) {
        return operations.startImport(
                callers.of(by), Path.of(file), tenant, stream, SuppressionReason.parse(reason), restore);
    }

    @Override
    public ImportRow importState(String id) {
        return ImportRow.of(operations.importState(id));
    }

    @Override
    public UndoRow undo(String source, String from, String to, String by) {
        UndoReport report =
                operations.undo(callers.of(by), source, InstantText.parse("from", from), InstantText.parse("to", to));
        return new UndoRow(report.removed(), report.restored());
    }
}
