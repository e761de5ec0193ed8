package org.sluicemta.assembly;

import java.util.concurrent.CompletionStage;
import javax.inject.Inject;
import javax.inject.Provider;
import org.sluicemta.delivery.engine.QueueMetrics;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.Occurrence;
import org.sluicemta.store.event.EventJournal;

/** The journal, which also counts every event. */
final class CountedEventLog implements EventLog {
    private final EventJournal journal;
    // The metrics ask the lanes for their depths, and the lanes write events. A provider breaks the circle.
    private final Provider<QueueMetrics> metrics;

    @Inject
    CountedEventLog(EventJournal journal, Provider<QueueMetrics> metrics) {
        this.journal = journal;
        this.metrics = metrics;
    }

    @Override
    public Event append(Occurrence what) {
        metrics.get().count(what);
        return journal.append(what);
    }

    @Override
    public CompletionStage<Void> flushed() {
        return journal.flushed();
    }
}
