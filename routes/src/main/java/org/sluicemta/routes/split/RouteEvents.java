package org.sluicemta.routes.split;

import java.util.concurrent.CompletionStage;
import javax.inject.Inject;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.Occurrence;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.handoff.Placement;
import org.sluicemta.mail.EnvelopeRecipient;

/** Records what a route did with a message besides placing it: copies, and recipients that it discarded. */
public final class RouteEvents {
    private final EventLog events;

    @Inject
    public RouteEvents(EventLog events) {
        this.events = events;
    }

    /** After the commit. */
    void write(Routed routed) {
        for (Placement copy : routed.result().copies()) {
            for (EnvelopeRecipient to : copy.envelope().recipients()) {
                MailFacts facts = facts(copy.envelope(), to)
                        .by(copy.pool())
                        .madeOf(routed.envelope().id());
                events.append(new Occurrence.Copied(facts));
            }
        }
        for (EnvelopeRecipient to : routed.result().discarded()) {
            events.append(new Occurrence.Discarded(facts(routed.envelope(), to), routed.route(), "sluice:discard"));
        }
    }

    private static MailFacts facts(FinishedEnvelope envelope, EnvelopeRecipient to) {
        return MailFacts.about(envelope).to(to.address());
    }

    /** Completes when the events are on disk. */
    CompletionStage<Void> flushed() {
        return events.flushed();
    }
}
