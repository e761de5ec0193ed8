package org.sluicemta.routes.outcome;

import java.util.List;
import org.sluicemta.delivery.RecipientOutcome;
import org.sluicemta.routes.lane.TakenMail;

/** A taken message and what became of each of its recipients. */
public record Attempted(TakenMail taken, List<RecipientOutcome> outcomes) {
    public Attempted {
        outcomes = List.copyOf(outcomes);
    }
}
