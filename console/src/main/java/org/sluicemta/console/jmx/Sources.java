package org.sluicemta.console.jmx;

import java.util.List;
import javax.inject.Inject;
import org.sluicemta.console.operation.SourceOperations;

/** The sources as a bean. */
public final class Sources implements SourcesMXBean {
    private final SourceOperations operations;

    @Inject
    public Sources(SourceOperations operations) {
        this.operations = operations;
    }

    @Override
    public List<SourceRow> getSources() {
        return operations.sources().stream().map(SourceRow::of).toList();
    }

    @Override
    public SourceRow source(String source) {
        return Queues.asked(() -> SourceRow.of(operations.source(source)));
    }

    @Override
    public SourceRow disable(String source, String by) {
        return Queues.asked(() -> SourceRow.of(operations.disable(Callers.OF_SERVER.of(by), source)));
    }

    @Override
    public SourceRow enable(String source, String by) {
        return Queues.asked(() -> SourceRow.of(operations.enable(Callers.OF_SERVER.of(by), source)));
    }
}
