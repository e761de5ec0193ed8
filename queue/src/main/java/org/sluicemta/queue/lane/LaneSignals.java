package org.sluicemta.queue.lane;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.inject.Singleton;
import org.sluicemta.lane.LaneName;

/** Signals after a commit where there is new mail, so that nobody has to poll. Listeners must not block. */
@Singleton
public final class LaneSignals {
    private final List<Consumer<LaneName>> lanes = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> slots = new CopyOnWriteArrayList<>();

    public void onMail(Consumer<LaneName> listener) {
        lanes.add(listener);
    }

    /** The listener gets the names of slot queues. */
    public void onSlot(Consumer<String> listener) {
        slots.add(listener);
    }

    void mailIn(LaneName lane) {
        lanes.forEach(listener -> listener.accept(lane));
    }

    void slotFilled(String queue) {
        slots.forEach(listener -> listener.accept(queue));
    }
}
