package org.sluicemta.console.jmx;

import java.util.List;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.lane.LaneControl;
import org.sluicemta.queue.lane.LaneDirectory;
import org.sluicemta.queue.lane.LaneScope;
import org.sluicemta.queue.lane.LaneStatus;

/** One lane as a bean. A lane that is gone by now is empty and not paused. */
final class Lane implements LaneMXBean {
    private final LaneName name;
    private final LaneDirectory directory;
    private final LaneControl control;

    Lane(LaneName name, LaneDirectory directory, LaneControl control) {
        this.name = name;
        this.directory = directory;
        this.control = control;
    }

    @Override
    public long getDepth() {
        return Queues.asked(() -> directory.lane(name).map(LaneStatus::depth).orElse(0L));
    }

    @Override
    public boolean isPaused() {
        return Queues.asked(() -> directory.lane(name).map(LaneStatus::paused).orElse(false));
    }

    @Override
    public void pause() {
        Queues.asked(() -> {
            control.pause(scope());
            return List.of();
        });
    }

    @Override
    public void resume() {
        Queues.asked(() -> {
            control.resume(scope());
            return List.of();
        });
    }

    @Override
    public long flush() {
        return Queues.asked(() -> control.flush(scope()));
    }

    @Override
    public long purge() {
        return Queues.asked(() -> control.purge(scope()));
    }

    private LaneScope scope() {
        return new LaneScope.OfLane(name);
    }
}
