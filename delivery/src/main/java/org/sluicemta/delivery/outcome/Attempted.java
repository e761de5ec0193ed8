package org.sluicemta.delivery.outcome;

import java.util.List;
import org.sluicemta.outcome.RecipientOutcome;
import org.sluicemta.queue.lane.TakenMail;

/** A taken message and the outcome of each of its recipients. */
public record Attempted(TakenMail taken, List<RecipientOutcome> outcomes) {
    public Attempted {
        outcomes = List.copyOf(outcomes);
    }
}
