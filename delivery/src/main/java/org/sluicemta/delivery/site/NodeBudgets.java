package org.sluicemta.delivery.site;

import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.delivery.schedule.NodeBudget;
import org.sluicemta.queue.broker.BrokerTuning;
import org.sluicemta.queue.broker.HeapShares;

/** Limits on what all schedules of this node hold and deliver together. */
@Singleton
final class NodeBudgets {
    /** Heap of a message in addition to its size in the broker: its fields, parsed and linked. */
    private static final int MESSAGE = 1 << 10;

    private final NodeBudget held;
    private final NodeBudget inFlight;

    @Inject
    NodeBudgets(BrokerTuning tuning) {
        HeapShares heap = tuning.heap();
        this.held = new NodeBudget(heap.ahead() / MESSAGE, heap.ahead());
        this.inFlight = new NodeBudget(heap.inFlight() / MESSAGE, heap.inFlight());
    }

    NodeBudget held() {
        return held;
    }

    NodeBudget inFlight() {
        return inFlight;
    }
}
