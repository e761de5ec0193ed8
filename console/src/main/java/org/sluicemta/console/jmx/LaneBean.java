package org.sluicemta.console.jmx;

import org.sluicemta.console.operation.QueueOperations;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.lane.LaneStatus;

/** One lane as a bean. A lane that no longer exists appears empty and not paused. */
final class LaneBean implements LaneMXBean {
    /** Operations without arguments are for consoles, which don't tell who uses them. */
    private final LaneName name;

    private final QueueOperations operations;

    LaneBean(LaneName name, QueueOperations operations) {
        this.name = name;
        this.operations = operations;
    }

    @Override
    public long getDepth() {
        return Queues.asked(() -> operations.lane(name).map(LaneStatus::depth).orElse(0L));
    }

    @Override
    public boolean isPaused() {
        return Queues.asked(() -> operations.lane(name).map(LaneStatus::paused).orElse(false));
    }

    @Override
    public void pause() {
        var unused = Queues.asked(() -> operations.pause(Callers.OF_SERVER.of("jmx"), name.queue()));
    }

    @Override
    public void resume() {
        var unused = Queues.asked(() -> operations.resume(Callers.OF_SERVER.of("jmx"), name.queue()));
    }

    @Override
    public long flush() {
        return Queues.asked(() -> operations.flush(Callers.OF_SERVER.of("jmx"), name.queue()));
    }

    @Override
    public long purge() {
        return Queues.asked(() -> operations.purge(Callers.OF_SERVER.of("jmx"), name.queue()));
    }
}
