package org.sluicemta.queue.lane;

import java.util.List;
import javax.inject.Inject;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.Occurrence;
import org.sluicemta.mail.EnvelopeRecipient;

/** After a commit: updates the lane counts, wakes the consumers, and writes the Queued events of new mail. */
public final class Announcer {
    private final Lanes lanes;
    private final LaneSignals signals;
    private final EventLog events;

    @Inject
    public Announcer(Lanes lanes, LaneSignals signals, EventLog events) {
        this.lanes = lanes;
        this.signals = signals;
        this.events = events;
    }

    /** Mail that was already in the broker and is now in another queue. */
    public void announceMoved(List<QueuedMail> mail) {
        mail.forEach(this::signal);
    }

    /** Signals come before events, because committed mail must move even if the event log fails. */
    public void announceNew(List<QueuedMail> mail) {
        mail.forEach(this::signal);
        for (QueuedMail queued : mail) {
            for (EnvelopeRecipient recipient : queued.mail().recipients()) {
                events.append(new Occurrence.Queued(LaneFacts.of(queued.mail(), queued.lane(), recipient)));
            }
        }
    }

    private void signal(QueuedMail queued) {
        if (queued.due() == null) {
            lanes.entered(queued.mail());
            signals.mailIn(queued.lane());
        } else {
            signals.slotFilled(queued.queue());
        }
    }
}
