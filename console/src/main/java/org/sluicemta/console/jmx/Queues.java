package org.sluicemta.console.jmx;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.inject.Inject;
import org.sluicemta.console.operation.LaneExplanation;
import org.sluicemta.console.operation.OperationProblem;
import org.sluicemta.console.operation.PauseOutcome;
import org.sluicemta.console.operation.QueueOperations;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.lane.LaneStatus;

/** The lanes as a bean. */
public final class Queues implements QueuesMXBean {
    private final QueueOperations operations;

    @Inject
    public Queues(QueueOperations operations) {
        this.operations = operations;
    }

    @Override
    public List<LaneRow> getLanes() {
        return asked(() -> operations.lanes().stream().map(Queues::row).toList());
    }

    @Override
    public List<ExplanationRow> explain(String selector) {
        return asked(
                () -> operations.explain(selector).stream().map(Queues::row).toList());
    }

    @Override
    public long getLater() {
        return asked(operations::later);
    }

    @Override
    public List<PauseRow> getPauses() {
        return asked(() -> operations.pauses().stream().map(Queues::row).toList());
    }

    @Override
    public PauseRow pause(String selector, String by) {
        return asked(() -> row(operations.pause(Callers.OF_SERVER.of(by), selector)));
    }

    @Override
    public PauseRow resume(String selector, String by) {
        return asked(() -> row(operations.resume(Callers.OF_SERVER.of(by), selector)));
    }

    @Override
    public long flush(String selector, String by) {
        return asked(() -> operations.flush(Callers.OF_SERVER.of(by), selector));
    }

    @Override
    public long purge(String selector, String by) {
        return asked(() -> operations.purge(Callers.OF_SERVER.of(by), selector));
    }

    private static PauseRow row(PauseOutcome outcome) {
        return new PauseRow(outcome.selector(), outcome.changed(), outcome.lanes(), outcome.messages());
    }

    private static ExplanationRow row(LaneExplanation explanation) {
        LaneName lane = explanation.lane();
        Instant until = explanation.until();
        return new ExplanationRow(
                lane.queue(),
                lane.pool().value(),
                lane.site().value(),
                lane.tenant() == null ? null : Objects.toString(lane.tenant()),
                explanation.depth(),
                explanation.why(),
                until == null ? null : until.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static LaneRow row(LaneStatus lane) {
        return new LaneRow(
                lane.name().queue(),
                lane.name().pool().value(),
                lane.name().site().value(),
                lane.name().tenant() == null
                        ? null
                        : Objects.toString(lane.name().tenant()),
                lane.depth(),
                lane.paused());
    }

    /** A JMX client may not have our exception classes, so it gets IllegalStateException. */
    static <T> T asked(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (OperationProblem e) {
            throw new IllegalStateException(e.what(), e.getCause());
        }
    }
}
