package org.sluicemta.console.jmx;

import java.util.List;
import java.util.Objects;
import javax.inject.Inject;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.routes.lane.LaneControl;
import org.sluicemta.routes.lane.LaneDirectory;
import org.sluicemta.routes.lane.LaneException;
import org.sluicemta.routes.lane.LaneScope;
import org.sluicemta.routes.lane.LaneStatus;

/** The lanes as a bean. Faults of the broker become IllegalStateException, which every JMX client can read. */
public final class Queues implements QueuesMXBean {
    private final LaneDirectory directory;
    private final LaneControl control;
    private final EgressPlans plans;

    @Inject
    public Queues(LaneDirectory directory, LaneControl control, EgressPlans plans) {
        this.directory = directory;
        this.control = control;
        this.plans = plans;
    }

    @Override
    public List<LaneRow> getLanes() {
        return asked(() -> directory.lanes().stream().map(Queues::row).toList());
    }

    @Override
    public long getLater() {
        return asked(directory::waiting);
    }

    @Override
    public int pause(String selector) {
        return asked(() -> {
            List<LaneScope> scopes = scopes(selector);
            for (LaneScope scope : scopes) {
                control.pause(scope);
            }
            return covered(scopes);
        });
    }

    @Override
    public int resume(String selector) {
        return asked(() -> {
            List<LaneScope> scopes = scopes(selector);
            for (LaneScope scope : scopes) {
                control.resume(scope);
            }
            return covered(scopes);
        });
    }

    @Override
    public long flush(String selector) {
        return asked(() -> {
            long moved = 0;
            for (LaneScope scope : scopes(selector)) {
                moved += control.flush(scope);
            }
            return moved;
        });
    }

    @Override
    public long purge(String selector) {
        return asked(() -> {
            long removed = 0;
            for (LaneScope scope : scopes(selector)) {
                removed += control.purge(scope);
            }
            return removed;
        });
    }

    private List<LaneScope> scopes(String selector) {
        return LaneSelector.parse(selector, plans.current().pools().keySet());
    }

    private int covered(List<LaneScope> scopes) throws LaneException {
        return (int) directory.lanes().stream()
                .filter(lane -> scopes.stream().anyMatch(scope -> scope.covers(lane.name())))
                .count();
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

    /** A question to the broker. */
    interface Asking<T> {
        T ask() throws LaneException;
    }

    static <T> T asked(Asking<T> asking) {
        try {
            return asking.ask();
        } catch (LaneException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
