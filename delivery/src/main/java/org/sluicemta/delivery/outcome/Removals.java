package org.sluicemta.delivery.outcome;

import java.util.List;
import javax.inject.Inject;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.Occurrence;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.outcome.RecipientOutcome;
import org.sluicemta.queue.lane.LaneFacts;
import org.sluicemta.queue.lane.TakenMail;

/** What follows when mail leaves its queue undelivered: it expired, or an operator removed it. */
public final class Removals {
    private final OutcomeJudge judge;
    private final EventLog events;

    @Inject
    public Removals(OutcomeJudge judge, EventLog events) {
        this.judge = judge;
        this.events = events;
    }

    /** The broker's scan found it expired, in any lane or slot, paused or not. */
    public Settlement expired(TakenMail taken) {
        List<RecipientOutcome> outcomes = taken.mail().recipients().stream()
                .map(recipient -> new RecipientOutcome(recipient, taken.expired()))
                .toList();
        return judge.judge(new Attempted(taken, outcomes));
    }

    /** The operator knows; the sender isn't notified. */
    public Settlement cancelled(TakenMail taken) {
        for (EnvelopeRecipient recipient : taken.mail().recipients()) {
            events.append(new Occurrence.Cancelled(LaneFacts.of(taken.mail(), taken.lane(), recipient)));
        }
        return new Settlement();
    }
}
