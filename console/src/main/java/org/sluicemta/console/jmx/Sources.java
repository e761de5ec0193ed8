package org.sluicemta.console.jmx;

import java.util.List;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.operation.SourceOperations;
import org.sluicemta.console.operation.WarmUpOperations;

/** The sources as a bean. */
public final class Sources implements SourcesMXBean {
    private final SourceOperations operations;
    private final WarmUpOperations warmUps;

    @Inject
    public Sources(SourceOperations operations, WarmUpOperations warmUps) {
        this.operations = operations;
        this.warmUps = warmUps;
    }

    @Override
    public List<WarmUpRow> getWarmUps() {
        return Queues.asked(() -> warmUps.all().stream().map(WarmUpRow::of).toList());
    }

    @Override
    public List<WarmUpDayRow> simulateWarmUp(String source, int days) {
        return simulated(source, null, days);
    }

    @Override
    public List<WarmUpDayRow> simulateWarmUpAt(String source, String site, int days) {
        return simulated(source, site, days);
    }

    private List<WarmUpDayRow> simulated(String source, @Nullable String site, int days) {
        return Queues.asked(() -> warmUps.simulate(source, site, days).stream()
                .map(day -> new WarmUpDayRow(day.day().toString(), day.messages()))
                .toList());
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
