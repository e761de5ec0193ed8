package org.sluicemta.delivery.schedule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sluicemta.delivery.schedule.Decision.CloseLane;
import org.sluicemta.delivery.schedule.Decision.OpenLane;
import org.sluicemta.delivery.schedule.Decision.Settle;
import org.sluicemta.lane.LaneName;

/** What was decided and has not been asked for yet. Mail that is to be settled counts as in progress from here on. */
final class Decisions<M extends HeldMail> {
    private final Flight<M> flight;
    private final Deque<Decision<M>> waiting = new ArrayDeque<>();

    Decisions(Flight<M> flight) {
        this.flight = flight;
    }

    void add(Decision<M> decision) {
        M settled = decision.settled();
        if (settled != null) {
            flight.settle(settled);
        }
        waiting.addLast(decision);
    }

    @Nullable
    Decision<M> poll() {
        return waiting.pollFirst();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The lanes' mail has gone back to the broker, so nothing is to be done with it. They still open and close. */
    void lost(Predicate<LaneName> lanes) {
        for (Decision<M> undone : waiting) {
            M settled = undone.settled();
            if (settled != null && lanes.test(settled.lane())) {
                var unused = flight.undo(settled, undone instanceof Settle);
            }
        }
        waiting.removeIf(decision ->
                lanes.test(decision.lane()) && !(decision instanceof OpenLane || decision instanceof CloseLane));
    }
}
